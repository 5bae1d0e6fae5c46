import Foundation
import Images
import Studies
import Synchronization
import Testing

@Suite("Pictures read ahead")
struct PicturePrefetcherTests {
    private let folder: TemporaryFolder
    private let studies: any StudyCollection

    init() throws {
        folder = try TemporaryFolder()
        var text = "image,patient_id\n"
        for index in 0..<30 {
            text += "\(index).png,\(index)\n"
            if index % 10 == 7 { continue }
            try GreyPicture(width: 8, height: 8, shade: UInt8(index)).writePNG(
                to: folder.path("\(index).png"))
        }
        try folder.write(text, to: "manifest.csv")
        studies = try CollectionFolder.open(folder.path(""))
    }

    @Test(
        "Pictures come in the order asked for, broken ones named and passed over", arguments: 1...4)
    func order(threads: Int) {
        let positions = Array((0..<30).reversed())
        let prefetcher = PicturePrefetcher(
            studies, positions: positions, side: 4, threads: threads, ahead: 3)
        let first = prefetcher.next(5)
        let rest = prefetcher.next(100)
        let read = (first + rest).map(\.position)
        #expect(first.count == 5 && read == positions.filter { $0 % 10 != 7 })
        for item in first + rest {
            #expect(item.picture == GreyPicture(width: 4, height: 4, shade: UInt8(item.position)))
            #expect(item.study.patient == item.position)
        }
        #expect(prefetcher.next() == nil)
        #expect(prefetcher.skipped.count == 3 && prefetcher.skipped.items.count == 3)
    }

    @Test("No more is begun than may wait, however long nobody takes a picture")
    func bounded() {
        let begun = Atomic(0)
        do {
            let prefetcher = PicturePrefetcher(
                studies,
                order: { number in
                    begun.wrappingAdd(1, ordering: .relaxed)
                    return number % 5
                }, side: 4, threads: 3, ahead: 4)
            for number in 0..<50 { #expect(prefetcher.next()?.position == number % 5) }
        }
        #expect((50...54).contains(begun.load(ordering: .relaxed)))
    }
}
