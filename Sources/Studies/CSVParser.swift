/// Cuts the bytes of a CSV file into rows.
struct CSVParser {
    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let bytes: [UInt8]
    private var position: Int
    private var line = 1

    init(bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: CSVParser.byteOrderMark) ? 3 : 0
    }

    /// The next row that is not empty.
    mutating func next() -> CSVTable.Row? {
        while position < bytes.count {
            let first = line
            let fields = row()
            if fields != [""] { return CSVTable.Row(line: first, fields: fields) }
        }
        return nil
    }

    private mutating func row() -> [String] {
        var fields: [String] = []
        while true {
            fields.append(field())
            guard position < bytes.count else { return fields }
            let separator = bytes[position]
            position += 1
            if separator == CSVParser.comma { continue }
            if separator == CSVParser.carriageReturn, position < bytes.count,
                bytes[position] == CSVParser.newline
            {
                position += 1
            }
            line += 1
            return fields
        }
    }

    private mutating func field() -> String {
        if position < bytes.count, bytes[position] == CSVParser.quote { return quotedField() }
        let start = position
        while position < bytes.count, !isSeparator(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// An unclosed quote runs to the end of the file; text after a closed one is kept.
    private mutating func quotedField() -> String {
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == CSVParser.newline { line += 1 }
            if byte != CSVParser.quote {
                content.append(byte)
            } else if position < bytes.count, bytes[position] == CSVParser.quote {
                content.append(byte)
                position += 1
            } else {
                break
            }
        }
        while position < bytes.count, !isSeparator(bytes[position]) {
            content.append(bytes[position])
            position += 1
        }
        return String(decoding: content, as: UTF8.self)
    }

    private func isSeparator(_ byte: UInt8) -> Bool {
        byte == CSVParser.comma || byte == CSVParser.newline || byte == CSVParser.carriageReturn
    }
}
