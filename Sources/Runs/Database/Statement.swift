internal import CSQLite

/// A compiled statement, finalised when it goes out of scope.
struct Statement: ~Copyable {
    private let handle: OpaquePointer
    private let database: Database

    init(_ sql: String, in database: Database) throws {
        var handle: OpaquePointer?
        try database.check(sqlite3_prepare_v2(database.handle, sql, -1, &handle, nil))
        guard let handle else { throw database.error(code: SQLITE_MISUSE) }
        self.handle = handle
        self.database = database
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Binds parameters from the first on; may be called again after `reset`.
    func bind(_ values: [SQLValue]) throws {
        for (offset, value) in values.enumerated() {
            let index = Int32(offset + 1)
            switch value {
            case .integer(let integer):
                try database.check(sqlite3_bind_int64(handle, index, Int64(integer)))
            case .real(let real): try database.check(sqlite3_bind_double(handle, index, real))
            case .text(let text):
                try database.check(
                    cxrl_sqlite_bind_text(handle, index, text, Int32(text.utf8.count)))
            case .null: try database.check(sqlite3_bind_null(handle, index))
            }
        }
    }

    /// Whether there is another row.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw database.error(code: code)
        }
    }

    func reset() {
        sqlite3_reset(handle)
    }

    /// The values of the row that `step` came to.
    var row: Row {
        let columns = (0..<sqlite3_column_count(handle)).map { index -> SQLValue in
            switch sqlite3_column_type(handle, index) {
            case SQLITE_INTEGER: .integer(Int(sqlite3_column_int64(handle, index)))
            case SQLITE_FLOAT: .real(sqlite3_column_double(handle, index))
            case SQLITE_TEXT:
                .text(sqlite3_column_text(handle, index).map { String(cString: $0) } ?? "")
            default: .null
            }
        }
        return Row(columns: columns)
    }
}
