/// Walks through the rows of a CSV file with a header line (RFC 4180), keeping none of them:
/// quoted fields may hold commas, quotes and line breaks; lines may end in CR LF; a byte order
/// mark and empty lines are passed over; gzipped files are unpacked.
public struct CSVReader: Sendable {
    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private struct Field: Sendable {
        var range: Range<Int>
        /// Whether quotes inside it are written twice.
        var isEscaped = false
    }

    public let path: String
    public private(set) var columns: [String] = []
    /// Of the row's first line, from 1.
    public private(set) var line = 0
    private let bytes: [UInt8]
    private var position: Int
    private var nextLine = 1
    private var fields: [Field] = []

    public init(contentsOf path: String) throws {
        try self.init(parsing: GzipFile.contents(of: path), path: path)
    }

    /// - Parameter path: what errors call it.
    public init(parsing bytes: [UInt8], path: String) throws {
        self.bytes = bytes
        self.path = path
        position = bytes.starts(with: CSVReader.byteOrderMark) ? 3 : 0
        guard next() else { throw CollectionError.empty(path: path) }
        columns = fields.indices.map { text($0) }
    }

    /// The position of a column, upper and lower case alike.
    public func column(_ name: String) throws -> Int {
        guard let position = optionalColumn(name) else {
            throw CollectionError.missingColumn(path: path, column: name, present: columns)
        }
        return position
    }

    public func optionalColumn(_ name: String) -> Int? {
        columns.firstIndex { $0.lowercased() == name.lowercased() }
    }

    /// Goes to the next row that is not empty; `false` at the end.
    public mutating func next() -> Bool {
        while position < bytes.count {
            line = nextLine
            readRow()
            if fields.count > 1 || !fields[0].range.isEmpty { return true }
        }
        return false
    }

    /// How many fields the row has, fewer or more than there are columns.
    public var fieldCount: Int { fields.count }

    /// A field without white space at both ends; empty where the row is too short.
    public func text(_ column: Int) -> String {
        let text = String(decoding: bytes(column), as: UTF8.self)
        return fields.indices.contains(column) && fields[column].isEscaped
            ? text.replacing("\"\"", with: "\"") : text
    }

    /// A field as a whole number without a sign.
    public func integer(_ column: Int) -> Int? {
        let digits = bytes(column)
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        var number = 0
        for byte in digits {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }

    /// A field's bytes without white space at both ends; quotes inside it stay doubled.
    func bytes(_ column: Int) -> ArraySlice<UInt8> {
        guard fields.indices.contains(column) else { return [] }
        var (start, end) = (fields[column].range.lowerBound, fields[column].range.upperBound)
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while start < end, bytes[end - 1] <= 0x20 { end -= 1 }
        return bytes[start..<end]
    }

    private mutating func readRow() {
        fields.removeAll(keepingCapacity: true)
        while true {
            fields.append(readField())
            guard position < bytes.count else { return }
            let separator = bytes[position]
            position += 1
            if separator == CSVReader.comma { continue }
            if separator == CSVReader.carriageReturn, position < bytes.count,
                bytes[position] == CSVReader.newline
            {
                position += 1
            }
            nextLine += 1
            return
        }
    }

    private mutating func readField() -> Field {
        if position < bytes.count, bytes[position] == CSVReader.quote { return readQuotedField() }
        let start = position
        skipToSeparator()
        return Field(range: start..<position)
    }

    /// An unclosed quote runs to the end of the file; text after a closed one is passed over.
    private mutating func readQuotedField() -> Field {
        position += 1
        var field = Field(range: position..<position)
        while position < bytes.count {
            let byte = bytes[position]
            if byte == CSVReader.newline { nextLine += 1 }
            if byte == CSVReader.quote {
                guard position + 1 < bytes.count, bytes[position + 1] == CSVReader.quote else {
                    break
                }
                field.isEscaped = true
                position += 1
            }
            position += 1
        }
        field.range = field.range.lowerBound..<position
        skipToSeparator()
        return field
    }

    private mutating func skipToSeparator() {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == CSVReader.comma || byte == CSVReader.newline
                || byte == CSVReader.carriageReturn
            {
                return
            }
            position += 1
        }
    }
}
