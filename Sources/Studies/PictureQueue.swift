import Foundation
import Images

/// Hands out turns to the threads that read pictures, and the pictures in the turns' order.
final class PictureQueue: Sendable {
    private enum Entry {
        case picture(PicturePrefetcher.Item)
        case broken
    }

    private static let namedItems = 100

    private let limit: Int
    private let condition = NSCondition()
    // all protected by `condition`
    private nonisolated(unsafe) var entries: [Int: Entry] = [:]
    private nonisolated(unsafe) var begun = 0
    private nonisolated(unsafe) var delivered = 0
    /// The number of the turn that does not exist.
    private nonisolated(unsafe) var end: Int?
    private nonisolated(unsafe) var isStopped = false
    private nonisolated(unsafe) var broken: (items: [SkippedItem], count: Int) = ([], 0)

    init(limit: Int) { self.limit = limit }

    /// Waits until there is room for one more picture; `nil` when none is to be read.
    func begin(_ order: (Int) -> Int?) -> (number: Int, position: Int)? {
        condition.withLock {
            while !isStopped, end == nil, begun - delivered >= limit { condition.wait() }
            guard !isStopped, end == nil else { return nil }
            guard let position = order(begun) else {
                end = begun
                condition.broadcast()
                return nil
            }
            begun += 1
            return (begun - 1, position)
        }
    }

    func finish(
        _ number: Int, _ position: Int, _ study: Study, _ result: Result<GreyPicture, any Error>
    ) {
        condition.withLock {
            switch result {
            case .success(let picture):
                entries[number] = .picture(
                    PicturePrefetcher.Item(position: position, study: study, picture: picture))
            case .failure(let error):
                entries[number] = .broken
                broken.count += 1
                if broken.items.count < Self.namedItems {
                    broken.items.append(
                        SkippedItem(place: study.imagePath, reason: "\(error)"))
                }
            }
            condition.broadcast()
        }
    }

    func next() -> PicturePrefetcher.Item? {
        condition.withLock {
            while !isStopped, delivered != end {
                guard let entry = entries.removeValue(forKey: delivered) else {
                    condition.wait()
                    continue
                }
                delivered += 1
                condition.broadcast()
                if case .picture(let item) = entry { return item }
            }
            return nil
        }
    }

    func stop() {
        condition.withLock {
            isStopped = true
            condition.broadcast()
        }
    }

    var skipped: (items: [SkippedItem], count: Int) { condition.withLock { broken } }
}
