/// Reads the JSON subset that safetensors headers consist of, and notices names given twice,
/// which general JSON readers drop in silence.
struct HeaderParser {
    struct Failure: Error {
        let reason: String
        let offset: Int
    }

    enum Value {
        case string(String)
        case integer(Int)
        case integers([Int])
        case object([(key: String, value: Value)])
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The whole header: one object, then nothing but blanks.
    mutating func parse() throws -> [(key: String, value: Value)] {
        let members = try object(depth: 0)
        skipBlanks()
        guard position == bytes.count else { throw failure("text after the end of the object") }
        return members
    }

    private func failure(_ reason: String) -> Failure {
        Failure(reason: reason, offset: position + 8)
    }

    private mutating func skipBlanks() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
            position += 1
        }
    }

    /// The next byte that is not blank, left in place.
    private mutating func peek() throws -> UInt8 {
        skipBlanks()
        guard position < bytes.count else { throw failure("it ends too early") }
        return bytes[position]
    }

    private mutating func expect(_ character: Character) throws {
        guard try peek() == character.asciiValue else { throw failure("“\(character)” expected") }
        position += 1
    }

    /// Whether another element follows; steps over the comma or the closing bracket.
    private mutating func continues(until close: Character) throws -> Bool {
        let next = try peek()
        guard next != close.asciiValue else {
            position += 1
            return false
        }
        try expect(",")
        return true
    }

    private mutating func value(depth: Int) throws -> Value {
        switch try peek() {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "["): return .integers(try integers())
        case UInt8(ascii: "{"):
            guard depth < 2 else { throw failure("objects nested too deeply") }
            return .object(try object(depth: depth))
        default: return .integer(try integer())
        }
    }

    private mutating func object(depth: Int) throws -> [(key: String, value: Value)] {
        try expect("{")
        var members: [(key: String, value: Value)] = []
        if try peek() == UInt8(ascii: "}") {
            position += 1
            return members
        }
        repeat {
            guard try peek() == UInt8(ascii: "\"") else { throw failure("a name expected") }
            let key = try string()
            try expect(":")
            members.append((key, try value(depth: depth + 1)))
        } while try continues(until: "}")
        return members
    }

    private mutating func integers() throws -> [Int] {
        try expect("[")
        var numbers: [Int] = []
        if try peek() == UInt8(ascii: "]") {
            position += 1
            return numbers
        }
        repeat { numbers.append(try integer()) } while try continues(until: "]")
        return numbers
    }

    private mutating func integer() throws -> Int {
        _ = try peek()
        let start = position
        while position < bytes.count,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
        {
            position += 1
        }
        guard let number = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw failure("a whole number expected")
        }
        return number
    }

    private mutating func string() throws -> String {
        try expect("\"")
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw failure("a string that is not UTF-8")
                }
                return string
            case UInt8(ascii: "\\"): text += try escape()
            default: text.append(byte)
            }
        }
        throw failure("it ends within a string")
    }

    private mutating func escape() throws -> [UInt8] {
        guard position < bytes.count else { throw failure("it ends within a string") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"): return try unicode()
        default: throw failure("an unknown escape")
        }
    }

    private mutating func unicode() throws -> [UInt8] {
        var units = [try hexadecimal()]
        if UTF16.isLeadSurrogate(units[0]) {
            try expect("\\")
            try expect("u")
            units.append(try hexadecimal())
        }
        guard let text = String(validating: units, as: UTF16.self) else {
            throw failure("half of a surrogate pair")
        }
        return Array(text.utf8)
    }

    private mutating func hexadecimal() throws -> UInt16 {
        let end = position + 4
        guard end <= bytes.count,
            let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits expected") }
        position = end
        return unit
    }
}
