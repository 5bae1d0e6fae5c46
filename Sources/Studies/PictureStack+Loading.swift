import Dispatch
public import Images
import Synchronization

extension PictureStack {
    /// Reads the pictures of a collection on all cores; those that are broken are named in
    /// `skipped`.
    ///
    /// - Parameters:
    ///   - positions: which studies; all where `nil`.
    ///   - side: what every picture is scaled to, in pixels; the shorter side of the first where
    ///     `nil`.
    ///   - squaring: how one that is not square is made so before it is scaled.
    public init(
        loading collection: any StudyCollection, at positions: [Int]? = nil, side: Int? = nil,
        squaring: GreyPicture.Squaring = .crop
    ) throws {
        let wanted = positions ?? Array(0..<collection.count)
        let side = try side ?? PictureStack.side(of: collection, at: wanted)
        let size = side * side
        var bytes = [UInt8](repeating: 0, count: wanted.count * size)
        let failures = Mutex<[Int: String]>([:])
        bytes.withUnsafeMutableBufferPointer { buffer in
            // each iteration writes its own picture's bytes and no others
            nonisolated(unsafe) let target = buffer
            DispatchQueue.concurrentPerform(iterations: wanted.count) { index in
                do {
                    let pixels = try PictureStack.pixels(
                        of: collection[wanted[index]], side: side, squaring: squaring)
                    _ = target[(index * size)...].update(fromContentsOf: pixels)
                } catch {
                    failures.withLock { $0[index] = "\(error)" }
                }
            }
        }
        let failed = failures.withLock { $0 }
        let skipped = failed.sorted { $0.key < $1.key }.map { index, reason in
            SkippedItem(place: collection[wanted[index]].imagePath, reason: reason)
        }
        if let first = skipped.first, failed.count == wanted.count {
            throw CollectionError.noUsablePicture(
                collection: collection.name, first: first.reason)
        }
        let kept = wanted.indices.filter { failed[$0] == nil }
        self.init(
            side: side,
            bytes: failed.isEmpty
                ? bytes : kept.flatMap { bytes[($0 * size)..<($0 + 1) * size] },
            positions: kept.map { wanted[$0] }, skipped: skipped)
    }

    private static func pixels(
        of study: Study, side: Int, squaring: GreyPicture.Squaring
    ) throws -> [UInt8] {
        try study.picture().squared(by: squaring).resized(width: side, height: side).pixels
    }

    /// The size of the first picture that can be read.
    private static func side(
        of collection: any StudyCollection, at positions: [Int]
    ) throws -> Int {
        for position in positions {
            guard let picture = try? collection[position].picture() else { continue }
            return min(picture.width, picture.height)
        }
        throw CollectionError.noUsablePicture(
            collection: collection.name, first: "all of \(positions.count) failed")
    }
}
