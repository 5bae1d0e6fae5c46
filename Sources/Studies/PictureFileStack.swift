import Foundation
import Images

/// The pictures of many studies in a file that is mapped rather than read: a collection of any size
/// takes no more memory than the system has to spare.
public final class PictureFileStack: Sendable {
    /// Of every picture, in pixels.
    public let side: Int
    /// For each picture, the position of its study in the collection.
    public let positions: [Int]
    /// Never changed after `init`; the memory is released in `deinit`.
    private nonisolated(unsafe) let mapped: UnsafeRawBufferPointer

    /// Opens the stack that a folder keeps of these pictures, or streams them into it.
    ///
    /// - Parameters:
    ///   - folder: keeps a file of pixels, and one of positions, named by a digest of what the
    ///     pictures are made from.
    ///   - report: called with pictures done and in all now and then while they are read.
    /// - Throws: `CollectionError` where none can be read, or the file cannot be written.
    public init(
        folder: String, of collection: any StudyCollection, at wanted: [Int], side: Int,
        report: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws {
        let path = "\(folder)/pictures-\(Self.digest(collection, wanted, side))"
        self.side = side
        positions =
            try Self.kept(path)
            ?? Self.write(path, collection, wanted, side, report: report)
        mapped = try Self.map(path + ".bin", size: positions.count * side * side)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: mapped.baseAddress), mapped.count) }

    /// `count * side * side` bytes: picture after picture, row by row; 0 is black.
    public func withBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try body(mapped)
    }

    /// FNV-1a of what the pictures are made from.
    private static func digest(
        _ collection: any StudyCollection, _ positions: [Int], _ side: Int
    ) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        add("\(side)")
        for position in positions { add(collection[position].imagePath) }
        return String(hash, radix: 16)
    }

    private static func kept(_ path: String) -> [Int]? {
        let data = FileManager.default.contents(atPath: path + ".json")
        return data.flatMap { try? JSONDecoder().decode([Int].self, from: $0) }
    }

    private static func write(
        _ path: String, _ collection: any StudyCollection, _ wanted: [Int], _ side: Int,
        report: (_ done: Int, _ total: Int) -> Void
    ) throws -> [Int] {
        let unfinished = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
        func failure() -> CollectionError {
            .unreadable(path: unfinished, reason: String(cString: strerror(errno)))
        }
        guard let file = fopen(unfinished, "wb") else { throw failure() }
        defer {
            fclose(file)
            unlink(unfinished)
        }
        let prefetcher = PicturePrefetcher(
            collection, positions: wanted, side: side,
            threads: ProcessInfo.processInfo.activeProcessorCount, ahead: 64)
        var positions: [Int] = []
        while let item = prefetcher.next() {
            let pixels = item.picture.pixels
            guard fwrite(pixels, 1, pixels.count, file) == pixels.count else { throw failure() }
            positions.append(item.position)
            if positions.count.isMultiple(of: 10_000) { report(positions.count, wanted.count) }
        }
        guard !positions.isEmpty else {
            throw CollectionError.noUsablePicture(
                collection: collection.name,
                first: prefetcher.skipped.items.first?.reason ?? "there is none")
        }
        guard fflush(file) == 0, rename(unfinished, path + ".bin") == 0 else { throw failure() }
        try JSONEncoder().encode(positions).write(
            to: URL(fileURLWithPath: path + ".json"), options: .atomic)
        return positions
    }

    private static func map(_ path: String, size: Int) throws -> UnsafeRawBufferPointer {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0, Int(status.st_size) == size,
            let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
            address != MAP_FAILED
        else {
            throw CollectionError.unreadable(
                path: path, reason: "it does not hold as many pictures as the list beside it")
        }
        return UnsafeRawBufferPointer(start: address, count: size)
    }
}
