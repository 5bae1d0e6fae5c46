import Foundation
import Images
import Testing

@Suite("Orientation of JPEG files")
struct OrientationTests {
    private let jpeg: [UInt8]

    init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/grey.jpg")
        jpeg = [UInt8](try Data(contentsOf: file))
    }

    /// The file with an Exif segment before its other segments.
    private func oriented(_ value: UInt8, isLittle: Bool) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            let bytes = (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) }
            return isLittle ? bytes : bytes.reversed()
        }
        var tiff: [UInt8] = isLittle ? [0x49, 0x49] : [0x4D, 0x4D]
        tiff += number(42, 2) + number(8, 4) + number(2, 2)
        tiff += number(0x0100, 2) + number(3, 2) + number(1, 4) + number(7, 2) + [0, 0]
        tiff += number(0x0112, 2) + number(3, 2) + number(1, 4) + number(Int(value), 2) + [0, 0]
        let content = Array("Exif".utf8) + [0, 0] + tiff + number(0, 4)
        let length = content.count + 2
        return jpeg.prefix(2) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + content
            + jpeg.dropFirst(2)
    }

    @Test("Each of the eight orientations is undone, in both byte orders", arguments: 1...8)
    func orientations(value: Int) throws {
        let stored = try GreyPicture(decoding: jpeg, name: "stored")
        for isLittle in [true, false] {
            let bytes = oriented(UInt8(value), isLittle: isLittle)
            let seen = try GreyPicture(decoding: bytes, name: "seen")
            let isTurned = value > 4
            #expect(seen.width == (isTurned ? stored.height : stored.width))
            #expect(seen.height == (isTurned ? stored.width : stored.height))
            // where the stored first pixel and its right neighbour are seen
            let (right, bottom) = (seen.width - 1, seen.height - 1)
            let places: [Int: ((Int, Int), (Int, Int))] = [
                1: ((0, 0), (1, 0)), 2: ((right, 0), (right - 1, 0)),
                3: ((right, bottom), (right - 1, bottom)), 4: ((0, bottom), (1, bottom)),
                5: ((0, 0), (0, 1)), 6: ((right, 0), (right, 1)),
                7: ((right, bottom), (right, bottom - 1)), 8: ((0, bottom), (0, bottom - 1)),
            ]
            let (first, neighbour) = try #require(places[value])
            #expect(seen[first.0, first.1] == stored[0, 0])
            #expect(seen[neighbour.0, neighbour.1] == stored[1, 0])
            #expect(seen.pixels.sorted() == stored.pixels.sorted())
        }
    }

    @Test("Exif data that is cut off or says nonsense leaves the picture as it is stored")
    func damaged() throws {
        let stored = try GreyPicture(decoding: jpeg, name: "stored")
        #expect(try GreyPicture(decoding: oriented(9, isLittle: true), name: "a") == stored)
        var bytes = oriented(6, isLittle: true)
        // the offset of the directory
        bytes[16] = 0xFF
        bytes[17] = 0xFF
        #expect(try GreyPicture(decoding: bytes, name: "b") == stored)
    }

    @Test("The negative of the negative is the picture")
    func inverted() {
        let picture = GreyPicture(width: 2, height: 1, pixels: [0, 200])
        #expect(picture.inverted.pixels == [255, 55])
        #expect(picture.inverted.inverted == picture)
    }
}
