/// Walks through the tags and texts of a small XML document, without checking that it is well
/// formed: a damaged one ends early.
struct XMLScanner {
    enum Event: Equatable {
        case opening(name: String, attributes: [String: String])
        case closing(name: String)
        /// Entities are replaced; white space is kept.
        case text(String)
    }

    private static let (less, greater) = (UInt8(ascii: "<"), UInt8(ascii: ">"))

    private let bytes: ArraySlice<UInt8>
    private var position: Int
    /// The end of an element that closes itself.
    private var pending: Event?

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func next() -> Event? {
        if let event = pending {
            pending = nil
            return event
        }
        while position < bytes.endIndex {
            if bytes[position] != XMLScanner.less { return .text(text()) }
            if skip("<!--", "-->") || skip("<?", "?>") { continue }
            if let data = take("<![CDATA[", "]]>") { return .text(data) }
            if skip("<!", ">") { continue }
            return tag()
        }
        return nil
    }

    private mutating func text() -> String {
        let start = position
        position = bytes[start...].firstIndex(of: XMLScanner.less) ?? bytes.endIndex
        return XMLScanner.unescaped(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func skip(_ opening: String, _ closing: String) -> Bool {
        take(opening, closing) != nil
    }

    private mutating func take(_ opening: String, _ closing: String) -> String? {
        guard bytes[position...].starts(with: opening.utf8) else { return nil }
        let start = position + opening.utf8.count
        var end = start
        while end < bytes.endIndex, !bytes[end...].starts(with: closing.utf8) { end += 1 }
        position = min(bytes.endIndex, end + closing.utf8.count)
        return String(decoding: bytes[min(start, end)..<end], as: UTF8.self)
    }

    private mutating func tag() -> Event? {
        guard let end = bytes[position...].firstIndex(of: XMLScanner.greater) else {
            position = bytes.endIndex
            return nil
        }
        let content = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
        position = end + 1
        if content.first == "/" { return .closing(name: String(content.dropFirst().trimmed)) }
        let isEmpty = content.last == "/"
        let inner = isEmpty ? content.dropLast() : content[...]
        let name = String(inner.prefix { !$0.isWhitespace })
        if isEmpty { pending = .closing(name: name) }
        return .opening(
            name: name, attributes: XMLScanner.attributes(inner.dropFirst(name.count)))
    }

    private static func attributes(_ text: Substring) -> [String: String] {
        var rest = text
        var attributes: [String: String] = [:]
        while let equals = rest.firstIndex(of: "=") {
            let name = String(rest[..<equals].trimmed)
            rest = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
            guard let quote = rest.popFirst(), quote == "\"" || quote == "'",
                let end = rest.firstIndex(of: quote)
            else { break }
            attributes[name] = unescaped(String(rest[..<end]))
            rest = rest[rest.index(after: end)...]
        }
        return attributes
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            rest = rest[ampersand...]
            guard let end = rest.prefix(12).firstIndex(of: ";"),
                let character = character(rest[rest.index(after: ampersand)..<end])
            else {
                result.append(rest.removeFirst())
                continue
            }
            result.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ entity: Substring) -> Character? {
        switch entity {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            let isHexadecimal = entity.hasPrefix("#x")
            guard entity.hasPrefix("#"),
                let code = UInt32(
                    entity.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10),
                let scalar = Unicode.Scalar(code)
            else { return nil }
            return Character(scalar)
        }
    }
}
