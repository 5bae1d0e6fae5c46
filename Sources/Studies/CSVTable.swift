/// A CSV file with a header line (RFC 4180): quoted fields may hold commas, quotes and line
/// breaks; lines may end in CR LF; a byte order mark is passed over; gzipped files are unpacked.
public struct CSVTable: Sendable {
    public struct Row: Sendable {
        /// Of the row's first line, from 1.
        public let line: Int
        public let fields: [String]
    }

    public let path: String
    public let columns: [String]
    /// Every row but empty ones; a row may have more or fewer fields than there are columns.
    public let rows: [Row]

    public init(contentsOf path: String) throws {
        try self.init(parsing: GzipFile.contents(of: path), path: path)
    }

    /// - Parameter path: what errors call it.
    public init(parsing bytes: [UInt8], path: String) throws {
        var parser = CSVParser(bytes: bytes)
        guard let header = parser.next() else { throw CollectionError.empty(path: path) }
        self.path = path
        columns = header.fields.map { String($0.trimmed) }
        var rows: [Row] = []
        while let row = parser.next() { rows.append(row) }
        self.rows = rows
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
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: SubSequence {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
        return self[start..<end]
    }
}
