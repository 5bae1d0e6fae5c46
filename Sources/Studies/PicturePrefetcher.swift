import Foundation
public import Images

/// Reads and scales pictures ahead of the one who needs them, on threads of its own, in order;
/// never holds more than a few.
///
/// Pictures that cannot be read are passed over, named and counted. To be used from one thread.
public final class PicturePrefetcher: Sendable {
    public struct Item: Sendable {
        public let position: Int
        public let study: Study
        public let picture: GreyPicture
    }

    private let queue: PictureQueue

    /// - Parameters:
    ///   - order: the position to be read n-th, from 0; `nil` ends. Called once for each n, from
    ///     any thread.
    ///   - side: what every picture is scaled to, in pixels.
    ///   - ahead: how many pictures wait at most.
    public init(
        _ collection: any StudyCollection, order: @escaping @Sendable (Int) -> Int?, side: Int,
        squaring: GreyPicture.Squaring = .crop, threads: Int = 2, ahead: Int = 32
    ) {
        let queue = PictureQueue(limit: max(1, ahead))
        self.queue = queue
        for number in 0..<max(1, threads) {
            let thread = Thread {
                while let turn = queue.begin(order) {
                    let study = collection.study(at: turn.position)
                    let result = Result {
                        try study.picture().squared(by: squaring).resized(width: side, height: side)
                    }
                    queue.finish(turn.number, turn.position, study, result)
                }
            }
            thread.name = "cxrl pictures \(number)"
            thread.start()
        }
    }

    public convenience init(
        _ collection: any StudyCollection, positions: [Int], side: Int,
        squaring: GreyPicture.Squaring = .crop, threads: Int = 2, ahead: Int = 32
    ) {
        self.init(
            collection, order: { $0 < positions.count ? positions[$0] : nil }, side: side,
            squaring: squaring, threads: threads, ahead: ahead)
    }

    deinit { queue.stop() }

    /// Waits for the next picture; `nil` when there is none left.
    public func next() -> Item? { queue.next() }

    /// Waits for as many pictures as asked for; fewer at the end.
    public func next(_ count: Int) -> [Item] {
        var items: [Item] = []
        while items.count < count, let item = next() { items.append(item) }
        return items
    }

    /// The first pictures that could not be read, and how many there were until now.
    public var skipped: (items: [SkippedItem], count: Int) { queue.skipped }
}
