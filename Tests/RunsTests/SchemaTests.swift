import Foundation
import Testing
import Workbench

@testable import Runs

@Suite struct SchemaTests {
    let place: Workplace
    let folder: RunFolder
    /// What a later program might know.
    let next = Schema(version: 2, migrations: [1: "ALTER TABLE epochs ADD COLUMN note TEXT"])

    init() throws {
        place = try Workplace()
        folder = try place.folder()
        let store = try place.store(folder)
        try store.record(Sample.epoch(1))
    }

    @Test("A newer store is refused by writers and readers, in a sentence")
    func newer() throws {
        _ = try RunStore(folder, lock: try RunLock(folder), clock: { 0 }, schema: next)
        let error = #expect(throws: RunError.self) { try RunReader(folder) }
        #expect(error?.description.contains("newer cxrl (schema 2, this one knows 1)") == true)
        #expect(throws: RunError.self) { try place.store(folder) }
    }

    @Test("An older store is migrated on a copy when it is written, and the old one stays")
    func migratedByWriter() throws {
        let store = try RunStore(folder, lock: try RunLock(folder), clock: { 0 }, schema: next)
        #expect(try store.history.finishedEpochs() == 1)
        #expect(try store.database.rows("SELECT note FROM epochs").count == 1)
        let old = try Database(path: folder.storeFile + ".schema1", access: .readOnly)
        #expect(try Schema.current.version(of: old) == 1)
    }

    @Test("Reading an older store migrates a copy in memory and leaves the file as it is")
    func migratedByReader() throws {
        let before = try Data(contentsOf: URL(filePath: folder.storeFile))
        let reader = try RunReader(folder, otherHost: nil, schema: next)
        #expect(try reader.history.reports() == [Sample.report(1)])
        #expect(try reader.history.database.rows("SELECT note FROM epochs").count == 1)
        #expect(try Data(contentsOf: URL(filePath: folder.storeFile)) == before)
    }

    @Test("A transaction that fails leaves nothing of itself")
    func transaction() throws {
        struct Stop: Error {}
        let database = try Database(path: ":memory:", access: .create)
        try database.script("CREATE TABLE t (x)")
        #expect(throws: Stop.self) {
            try database.transaction {
                try database.execute("INSERT INTO t VALUES (?)", [.integer(1)])
                throw Stop()
            }
        }
        #expect(try database.rows("SELECT * FROM t").isEmpty)
        try database.transaction { try database.execute("INSERT INTO t VALUES (?)", [.null]) }
        #expect(try database.rows("SELECT x FROM t").map(\.columns) == [[.null]])
    }

    @Test("Statements that SQLite does not take are errors with its words")
    func badStatement() throws {
        let database = try Database(path: ":memory:", access: .create)
        let error = #expect(throws: DatabaseError.self) { try database.execute("NONSENSE") }
        #expect(error?.message.contains("syntax error") == true)
    }

    @Test(
        "File systems of several machines are told from local ones",
        arguments: [
            ("/home/u/runs", false), ("/mnt/nfs/runs", true), ("/mnt/nfsx", false),
            ("/mnt/my disk/runs", true), ("/mnt/nfs/local/x", false), ("/ssh/x", true),
        ])
    func fileSystems(path: String, isShared: Bool) {
        let system = FileSystem(
            mountInfo: #"""
                22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
                30 22 0:40 / /mnt/nfs rw shared:9 - nfs4 server:/x rw
                31 30 8:2 / /mnt/nfs/local rw - xfs /dev/sdb rw
                32 22 0:41 / /mnt/my\040disk rw master:3 - 9p drvfs rw
                33 22 0:42 / /ssh rw - fuse.sshfs u@h: rw
                """#)
        #expect(system.isShared(path) == isShared)
        #expect(FileSystem(mountInfo: "").isShared(path))
    }
}
