import Foundation
import Images
import Studies
import Tensors
import TestSupport
import Testing

@testable import Pretraining

@Suite("Pictures of a collection as batches")
struct PicturePoolTests {
    @Test("Pictures and crops are the same from memory and from a file")
    func storage() throws {
        try withTemporaryFolder { folder in
            var text = "image,patient_id\n"
            for index in 0..<12 {
                var picture = GreyPicture(width: 6, height: 6)
                for place in 0..<36 { picture.pixels[place] = UInt8((7 * place + index) % 256) }
                try picture.writePNG(to: "\(folder)/\(index).png")
                text += "\(index).png,\(index * 10)\n"
            }
            try text.write(toFile: "\(folder)/manifest.csv", atomically: true, encoding: .utf8)
            let collection = try CollectionFolder.open(folder)
            func pool(_ limit: Int) throws -> PicturePool {
                try PicturePool(
                    collection, part: .base, side: 6, stateFolder: folder, memoryLimit: limit)
            }
            let (memory, file) = (try pool(12 * 36), try pool(12 * 36 - 1))
            #expect(memory.count == 12 && file.studies == memory.studies)
            #expect(try file.pictures([3, 11]).floats() == memory.pictures([3, 11]).floats())
            let crops = try [memory, file].map {
                try $0.crops(4, size: 3, RandomGenerator(seed: 1)).floats()
            }
            #expect(crops[0] == crops[1] && Set(crops[0]).count > 4)
            let kept = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(kept.count { $0.hasSuffix(".bin") } == 1)
        }
    }
}
