/// A safetensors file, mapped into memory and checked when it is opened.
///
/// The format: 8 bytes of header length (little-endian), a JSON header, then the tensors' bytes
/// without gaps (https://github.com/huggingface/safetensors).
public final class SafetensorsFile: Sendable {
    public let path: String
    /// By tensor name.
    public let entries: [String: Entry]
    public let metadata: [String: String]
    private let mapping: Mapping

    /// - Throws: `SafetensorsError` when the file is missing, cut short or damaged.
    public init(path: String) throws {
        self.path = path
        mapping = try Mapping(path: path)
        let header = try Header(path: path, file: mapping.bytes)
        entries = header.entries
        metadata = header.metadata
    }

    /// The tensor's place, or an error that names tensors with similar names.
    public func entry(_ name: String) throws -> Entry {
        guard let entry = entries[name] else {
            throw SafetensorsError(
                path: path, problem: .noSuchTensor(name, nearest: namesLike(name)))
        }
        return entry
    }

    /// The tensor's bytes, little-endian, in place.
    ///
    /// Valid as long as this object lives. Aligned to the element's size in files that this module
    /// wrote; files of others may hold it at any address. The mapping is private: writing
    /// through a cast of the pointer changes this process's copy only.
    public func bytes(of name: String) throws -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: mapping.bytes[try entry(name).byteRange])
    }

    /// Gives the memory that a tensor's bytes take back, for one of which there is a copy by now;
    /// changes through ``bytes(of:)`` are lost.
    public func discard(_ name: String) {
        if let entry = entries[name] { mapping.discard(entry.byteRange) }
    }

    /// Names that share the longest end with `name`, at most three.
    private func namesLike(_ name: String) -> [String] {
        func commonEnd(_ other: String) -> Int {
            zip(name.reversed(), other.reversed()).prefix { $0 == $1 }.count
        }
        let scored = entries.keys.map { (length: commonEnd($0), name: $0) }
        return scored.sorted { (-$0.length, $0.name) < (-$1.length, $1.name) }
            .prefix(3).map(\.name)
    }
}
