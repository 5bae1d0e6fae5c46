/// The files of a tar archive (POSIX ustar, with long names as GNU tar and pax write them).
struct TarArchive {
    struct Entry {
        let name: String
        let content: ArraySlice<UInt8>
    }

    private static let block = 512

    private let bytes: [UInt8]
    private var position = 0

    /// - Parameter bytes: the archive, unpacked from gzip.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether the bytes begin as an archive does.
    var isArchive: Bool {
        bytes.count >= Self.block && bytes[257..<262].elementsEqual("ustar".utf8)
    }

    /// The next plain file; an archive that is cut off ends early.
    mutating func next() -> Entry? {
        var longName: String?
        while let (kind, name, content) = member() {
            switch kind {
            case UInt8(ascii: "L"): longName = Self.text(content)
            case UInt8(ascii: "x"): longName = Self.path(inRecords: content) ?? longName
            case UInt8(ascii: "0"), 0: return Entry(name: longName ?? name, content: content)
            default: longName = nil
            }
        }
        return nil
    }

    private mutating func member() -> (UInt8, String, ArraySlice<UInt8>)? {
        guard position + Self.block <= bytes.count else { return nil }
        let header = bytes[position..<position + Self.block]
        let start = position + Self.block
        guard header.contains(where: { $0 != 0 }),
            let size = Self.octal(header[position + 124..<position + 136]),
            size <= bytes.count - start
        else { return nil }
        let name = Self.text(header[position..<position + 100])
        let prefix = Self.text(header[position + 345..<position + 500])
        let kind = header[position + 156]
        position = start + (size + Self.block - 1) / Self.block * Self.block
        // GNU tar keeps times where ustar has the rest of the name
        let isGNU = header[start - Self.block + 262] == UInt8(ascii: " ")
        let full = prefix.isEmpty || isGNU ? name : "\(prefix)/\(name)"
        return (kind, full, bytes[start..<start + size])
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func octal(_ bytes: ArraySlice<UInt8>) -> Int? {
        let digits = text(bytes).trimmed
        return digits.isEmpty ? 0 : Int(digits, radix: 8)
    }

    /// Records are `LENGTH KEY=VALUE\n`.
    private static func path(inRecords bytes: ArraySlice<UInt8>) -> String? {
        text(bytes).split(separator: "\n").lazy.compactMap { record -> String? in
            let field = record.drop { $0 != " " }.dropFirst()
            return field.hasPrefix("path=") ? String(field.dropFirst(5)) : nil
        }.first
    }
}
