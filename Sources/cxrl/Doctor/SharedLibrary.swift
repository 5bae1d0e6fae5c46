import Foundation

/// A file of machine code that other libraries are loaded with, as its ELF header lists them.
struct SharedLibrary {
    /// Names of the libraries that it asks for.
    let needed: [String]
    /// Folders of its own in which they are looked for.
    let folders: [String]

    /// - Returns: nil where the file is no 64-bit ELF file.
    init?(_ path: String) {
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        guard let data = try? Data(contentsOf: url, options: .mappedIfSafe),
            let dynamic = Header(data)?.dynamic
        else { return nil }
        let origin = url.deletingLastPathComponent().path
        needed = dynamic.texts(of: Header.needed)
        folders = (dynamic.texts(of: Header.searchPath) + dynamic.texts(of: Header.runPath))
            .flatMap { $0.split(separator: ":") }
            .map {
                $0.replacingOccurrences(of: "${ORIGIN}", with: origin)
                    .replacingOccurrences(of: "$ORIGIN", with: origin)
            }
    }

    /// The libraries, of this file and of those that it needs, that are nowhere to be found.
    static func missing(for path: String) -> [String] {
        var (missing, seen, waiting): (Set<String>, Set<String>, [String]) = ([], [], [path])
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted, let library = SharedLibrary(next) else { continue }
            for name in library.needed where !canLoad(name) {
                let places = (library.folders + usualFolders).map { "\($0)/\(name)" }
                if let found = places.first(where: FileManager.default.fileExists) {
                    waiting.append(found)
                } else {
                    missing.insert(name)
                }
            }
        }
        return missing.sorted()
    }

    private static func canLoad(_ name: String) -> Bool {
        guard let handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL) else { return false }
        dlclose(handle)
        return true
    }

    private static var usualFolders: [String] {
        let own = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? ""
        return own.split(separator: ":").map(String.init)
            + ["/usr/local/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"]
    }
}

/// What is read of an ELF header (System V ABI, chapters 4 and 5).
private struct Header {
    static let needed: UInt64 = 1
    static let searchPath: UInt64 = 15
    static let runPath: UInt64 = 29
    private static let stringTable: UInt64 = 5
    private static let loaded: UInt32 = 1
    private static let dynamicSection: UInt32 = 2

    private struct Segment {
        let type: UInt32
        let offset, address, size: UInt64
    }

    /// The list of dynamic entries, and the texts that it points to.
    struct Dynamic {
        let entries: [(tag: UInt64, value: UInt64)]
        let data: Data
        let texts: UInt64

        func texts(of tag: UInt64) -> [String] {
            entries.filter { $0.tag == tag }.map { entry in
                let bytes = data.dropFirst(Int(texts + entry.value)).prefix { $0 != 0 }
                return String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    let dynamic: Dynamic

    init?(_ data: Data) {
        func number<Number: FixedWidthInteger>(_ place: UInt64, _: Number.Type) -> Number? {
            guard place + UInt64(MemoryLayout<Number>.size) <= UInt64(data.count) else {
                return nil
            }
            return data.withUnsafeBytes {
                Number(littleEndian: $0.loadUnaligned(fromByteOffset: Int(place), as: Number.self))
            }
        }
        guard data.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
            let table = number(32, UInt64.self), let size = number(54, UInt16.self),
            let count = number(56, UInt16.self)
        else { return nil }
        let segments: [Segment] = (0..<UInt64(count)).compactMap { index in
            let start = table + index * UInt64(size)
            guard let type = number(start, UInt32.self),
                let offset = number(start + 8, UInt64.self),
                let address = number(start + 16, UInt64.self),
                let size = number(start + 32, UInt64.self)
            else { return nil }
            return Segment(type: type, offset: offset, address: address, size: size)
        }
        guard let section = segments.first(where: { $0.type == Self.dynamicSection }) else {
            return nil
        }
        let entries = stride(from: section.offset, to: section.offset + section.size, by: 16)
            .compactMap { place -> (tag: UInt64, value: UInt64)? in
                guard let tag = number(place, UInt64.self),
                    let value = number(place + 8, UInt64.self)
                else { return nil }
                return (tag, value)
            }
        guard let address = entries.first(where: { $0.tag == Self.stringTable })?.value,
            let segment = segments.first(where: {
                $0.type == Self.loaded && $0.address <= address && address < $0.address + $0.size
            })
        else { return nil }
        dynamic = Dynamic(
            entries: entries, data: data, texts: address - segment.address + segment.offset)
    }
}
