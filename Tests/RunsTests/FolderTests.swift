import Configuration
import Foundation
import Runs
import Testing
import Workbench

@Suite struct FolderTests {
    let place: Workplace

    init() throws {
        place = try Workplace()
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("A run's folder is named for its time, name and seed, and is the user's own")
    func naming() throws {
        let folder = try place.folder()
        #expect(folder.name == "20250615-150640-test-s7")
        #expect(try mode(folder.path) == 0o700)
        #expect(try mode(folder.manifestFile) == 0o600)
        for name in ["checkpoints", "samples", "trajectories"] {
            #expect(try mode(folder.absolute(name)) == 0o700)
        }
    }

    @Test("Two runs of the same second get two folders")
    func sameSecond() throws {
        let (first, second) = (try place.folder(), try place.folder())
        #expect(second.name == first.name + "-2")
    }

    @Test("A folder that the user names is used if it is new or empty, and refused otherwise")
    func named() throws {
        let path = place.root + "/a/b"
        let folder = try RunFolder.create(at: path, manifest: place.manifest())
        #expect(try folder.manifest().model == "/models/miniature")
        #expect(throws: RunError.exists(path: folder.path)) {
            try RunFolder.create(at: path, manifest: place.manifest())
        }
        let empty = place.root + "/empty"
        try FileManager.default.createDirectory(
            atPath: empty, withIntermediateDirectories: false)
        #expect(
            try RunFolder.create(at: empty, manifest: place.manifest()).path
                == folder.path
                .replacing("a/b", with: "empty"))
    }

    @Test("run.json reads back, and holds every setting, defaults included")
    func manifest() throws {
        let folder = try place.folder()
        #expect(try folder.manifest() == place.manifest())
        let text = try String(contentsOfFile: folder.manifestFile, encoding: .utf8)
        for field in Configuration.fields {
            let name = field.key.split(separator: ".").last ?? ""
            #expect(text.contains("\"\(name)\" : "), "\(field.key)")
        }
    }

    @Test("A run of a newer program, a damaged one and no run at all are told apart")
    func refused() throws {
        let folder = try place.folder()
        try place.write(#"{"schema_version": 2, "unheard": true}"#, to: folder.manifestFile)
        #expect(throws: RunError.newerSchema(path: folder.path, found: 2, known: 1)) {
            try folder.manifest()
        }
        try place.write("{", to: folder.manifestFile)
        let error = #expect(throws: RunError.self) { try folder.manifest() }
        #expect(error?.description.contains("not the JSON of a run") == true)
        #expect(throws: RunError.notARun(path: place.root)) { try RunFolder(path: place.root) }
    }

    @Test("A checkpoint appears as a whole, with its size")
    func checkpoint() throws {
        let folder = try place.folder()
        let record = try folder.writeCheckpoint(epoch: 12) { path in
            try place.write("12345", to: path + "/policy")
            #expect(!FileManager.default.fileExists(atPath: folder.absolute("checkpoints/0012")))
        }
        #expect(record == CheckpointRecord(epoch: 12, path: "checkpoints/0012", size: 5))
        #expect(try mode(folder.absolute(record.path)) == 0o700)
    }

    @Test("A checkpoint that fails leaves the one before it, and no half one")
    func failedCheckpoint() throws {
        struct Full: Error {}
        let folder = try place.folder()
        _ = try folder.writeCheckpoint(epoch: 1) { try place.write("old", to: $0 + "/policy") }
        #expect(throws: Full.self) {
            try folder.writeCheckpoint(epoch: 1) { path in
                try place.write("new", to: path + "/policy")
                throw Full()
            }
        }
        let names = try FileManager.default.contentsOfDirectory(
            atPath: folder.absolute("checkpoints"))
        #expect(names == ["0001"])
        let text = try String(
            contentsOfFile: folder.absolute("checkpoints/0001/policy"), encoding: .utf8)
        #expect(text == "old")
        _ = try folder.writeCheckpoint(epoch: 1) { try place.write("new", to: $0 + "/policy") }
        #expect(
            try String(contentsOfFile: folder.absolute("checkpoints/0001/policy"), encoding: .utf8)
                == "new")
    }
}
