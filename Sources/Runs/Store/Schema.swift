/// The tables of the run store, and how those of older programs become them.
struct Schema {
    let version: Int
    /// Statements that lead from the version that is the key to the next one.
    let migrations: [Int: String]

    static let current = Schema(version: 1, migrations: [:])

    /// Marks the file as ours (`application_id`): "cxrl".
    static let applicationID = 0x6378_726C

    static let tables = """
        CREATE TABLE epochs (
            epoch INTEGER PRIMARY KEY, elapsed REAL NOT NULL, time REAL NOT NULL);
        CREATE TABLE metrics (
            epoch INTEGER NOT NULL, key TEXT NOT NULL, value REAL, kind TEXT NOT NULL,
            PRIMARY KEY (epoch, key)) WITHOUT ROWID;
        CREATE TABLE samples (
            epoch INTEGER NOT NULL, position INTEGER NOT NULL,
            prompt_id INTEGER NOT NULL, prompt TEXT NOT NULL, seed INTEGER NOT NULL,
            total REAL, total_kind TEXT NOT NULL,
            advantage REAL, advantage_kind TEXT NOT NULL,
            picture TEXT, trajectory TEXT, anchor_trajectory TEXT,
            PRIMARY KEY (epoch, position)) WITHOUT ROWID;
        CREATE TABLE scores (
            epoch INTEGER NOT NULL, position INTEGER NOT NULL,
            role TEXT NOT NULL, reward TEXT NOT NULL, value REAL, kind TEXT NOT NULL,
            PRIMARY KEY (epoch, position, role, reward)) WITHOUT ROWID;
        CREATE TABLE checkpoints (
            epoch INTEGER PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL,
            time REAL NOT NULL, pinned INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE prompts (
            position INTEGER PRIMARY KEY, id INTEGER NOT NULL, text TEXT NOT NULL,
            findings TEXT NOT NULL);
        CREATE TABLE events (
            id INTEGER PRIMARY KEY AUTOINCREMENT, time REAL NOT NULL, epoch INTEGER NOT NULL,
            kind TEXT NOT NULL, body TEXT NOT NULL);
        CREATE INDEX events_by_epoch ON events (epoch);
        CREATE TABLE state (
            only INTEGER PRIMARY KEY CHECK (only = 1), time REAL NOT NULL, body TEXT NOT NULL);
        """

    /// Makes the tables in an empty database.
    func create(in database: Database) throws {
        try database.transaction {
            try database.script(Self.tables)
            try database.script("PRAGMA application_id = \(Self.applicationID)")
            try database.script("PRAGMA user_version = \(version)")
        }
    }

    /// The version a store has.
    ///
    /// - Throws: `RunError.newerSchema` for one that this program does not know.
    func version(of database: Database) throws -> Int {
        let found = try database.rows("PRAGMA user_version").first?.integer(0) ?? 0
        guard found <= version else {
            throw RunError.newerSchema(path: database.path, found: found, known: version)
        }
        return found
    }

    /// Brings an older store, which must be a copy, up to date.
    func migrate(_ database: Database) throws {
        try database.transaction {
            for step in try version(of: database)..<version {
                if let script = migrations[step] { try database.script(script) }
            }
            try database.script("PRAGMA user_version = \(version)")
        }
    }
}
