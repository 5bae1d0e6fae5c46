internal import CSQLite
internal import Foundation

/// A connection to an SQLite database, closed when the object goes.
///
/// Belongs to the thread that uses it; every value goes in as a parameter.
final class Database {
    enum Access {
        case readOnly, readWrite, create
    }

    let path: String
    let handle: OpaquePointer

    /// How long another process's lock is waited for, in milliseconds.
    static let patience: Int32 = 5000

    init(path: String, access: Access) throws {
        self.path = path
        if access == .create, path != ":memory:" {
            // SQLite would ask for 0644, and its companion files take the main file's mode.
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            if descriptor >= 0 { close(descriptor) }
        }
        let flags =
            switch access {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(path, &handle, flags, nil)
        guard let handle, code == SQLITE_OK else {
            let message = String(cString: sqlite3_errstr(code))
            sqlite3_close_v2(handle)
            throw DatabaseError(path: path, code: code & 0xFF, message: message)
        }
        self.handle = handle
        sqlite3_busy_timeout(handle, Self.patience)
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    func error(code: Int32) -> DatabaseError {
        DatabaseError(
            path: path, code: code & 0xFF, message: String(cString: sqlite3_errmsg(handle)))
    }

    func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw error(code: code) }
    }

    /// Runs a statement for what it does.
    func execute(_ sql: String, _ values: [SQLValue] = []) throws {
        let statement = try Statement(sql, in: self)
        try statement.bind(values)
        while try statement.step() {}
    }

    /// Runs a statement once for each list of values.
    func execute(_ sql: String, each lists: [[SQLValue]]) throws {
        guard !lists.isEmpty else { return }
        let statement = try Statement(sql, in: self)
        for values in lists {
            try statement.bind(values)
            while try statement.step() {}
            statement.reset()
        }
    }

    /// Runs several statements that take no values.
    func script(_ sql: String) throws {
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    func rows(_ sql: String, _ values: [SQLValue] = []) throws -> [Row] {
        let statement = try Statement(sql, in: self)
        try statement.bind(values)
        var rows: [Row] = []
        while try statement.step() { rows.append(statement.row) }
        return rows
    }

    /// All of `body` or nothing of it.
    func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
            throw error
        }
    }

    /// Rows that this connection has changed since it was opened.
    var changes: Int { Int(sqlite3_total_changes(handle)) }

    /// Changes when another connection has written.
    func dataVersion() throws -> Int {
        try rows("PRAGMA data_version").first?.integer(0) ?? 0
    }

    /// All of `body` sees the same contents, whatever is written meanwhile.
    func reading<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("BEGIN")
        defer { sqlite3_exec(handle, "END", nil, nil, nil) }
        return try body()
    }

    /// Copies the whole database over another one with SQLite's backup interface.
    func copy(to target: Database) throws {
        guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
            throw target.error(code: sqlite3_errcode(target.handle))
        }
        sqlite3_backup_step(backup, -1)
        try target.check(sqlite3_backup_finish(backup))
    }
}
