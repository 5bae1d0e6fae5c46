import Diffusion
import Foundation
import TestSupport
import Testing

@Suite("Models of the Hugging Face cache")
struct CacheTests {
    /// A cache with one model, whose files are links into `blobs`, as the hub's client leaves it.
    private func withCache(
        _ body: (_ hub: String, _ repository: String) throws -> Void
    ) throws {
        try GoldenFolder.use { model in
            try withTemporaryFolder { hub in
                let repository = "\(hub)/models--owner--some.model"
                let snapshot = "\(repository)/snapshots/abc123"
                let files = FileManager.default
                for name in ["blobs", "refs", "snapshots/abc123", "snapshots/old"] {
                    try files.createDirectory(
                        atPath: "\(repository)/\(name)", withIntermediateDirectories: true)
                }
                try "abc123".write(
                    toFile: "\(repository)/refs/main", atomically: true, encoding: .utf8)
                let paths = try #require(files.enumerator(atPath: model)?.allObjects as? [String])
                for (number, path) in paths.sorted().enumerated() {
                    var isFolder: ObjCBool = false
                    _ = files.fileExists(atPath: "\(model)/\(path)", isDirectory: &isFolder)
                    if isFolder.boolValue {
                        try files.createDirectory(
                            atPath: "\(snapshot)/\(path)", withIntermediateDirectories: true)
                        continue
                    }
                    try files.copyItem(
                        atPath: "\(model)/\(path)", toPath: "\(repository)/blobs/\(number)")
                    let up = String(
                        repeating: "../", count: path.split(separator: "/").count + 1)
                    try files.createSymbolicLink(
                        atPath: "\(snapshot)/\(path)", withDestinationPath: "\(up)blobs/\(number)")
                }
                try body(hub, repository)
            }
        }
    }

    @Test("A repository's folder means its main snapshot, whose files may be links")
    func repository() throws {
        try withCache { _, repository in
            let located = try ModelFolder.located(repository)
            #expect(located.path == "\(repository)/snapshots/abc123")
            #expect(try ModelFolder(repository).load().unet.configuration.inChannels == 4)
            #expect(try ModelFolder(located.path).load().unet.configuration.inChannels == 4)
        }
    }

    @Test("OWNER/NAME is looked for in the cache that the environment names")
    func name() throws {
        try withCache { hub, repository in
            let found = try ModelFolder.located(
                "owner/some.model", environment: ["HF_HUB_CACHE": hub])
            #expect(found.path == "\(repository)/snapshots/abc123")
        }
    }

    @Test("For a model that was not downloaded the command is said")
    func missing() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: ModelError.self) {
                try ModelFolder.located("owner/none", environment: ["HF_HOME": folder])
            }
            #expect(error?.description.contains("`hf download owner/none`") == true)
            #expect(error?.description.contains("\(folder)/hub/models--owner--none") == true)
            let path = #expect(throws: ModelError.self) {
                try ModelFolder.located("\(folder)/none/at/all")
            }
            #expect(path?.description.contains("There is no model at") == true)
        }
    }
}
