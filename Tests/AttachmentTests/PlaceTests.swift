import Foundation
import Runs
import Testing
import TestSupport

@testable import Attachment

@Suite("The socket of a run") struct PlaceTests {
    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    @Test("lies in the run's folder, for its owner alone")
    func inFolder() throws {
        let run = try OfferedRun()
        try run.open()
        #expect(mode(run.socket) == 0o600)
        #expect(mode(run.folder.path) == 0o700)
    }

    @Test("lies in XDG_RUNTIME_DIR where the path is longer than an address")
    func elsewhere() throws {
        try withTemporaryFolder { runtime in
            let run = try OfferedRun(depth: 120, environment: ["XDG_RUNTIME_DIR": runtime])
            try run.open()
            let target = try FileManager.default.destinationOfSymbolicLink(atPath: run.socket)
            #expect(target.hasPrefix(runtime + "/cxrl/"))
            #expect(mode(target) == 0o600)
            #expect(mode(runtime + "/cxrl") == 0o700)
            let remote = try run.attach()
            remote.leave()
            run.server.finish()
            #expect(!FileManager.default.fileExists(atPath: target))
        }
    }

    @Test("has no place where a folder of others would have to hold it")
    func open() throws {
        try withTemporaryFolder { runtime in
            mkdir(runtime + "/cxrl", 0o755)
            let run = try OfferedRun(depth: 120, environment: ["XDG_RUNTIME_DIR": runtime])
            #expect(throws: AttachmentError.self) { try run.open() }
            let homeless = try OfferedRun(depth: 120)
            #expect(throws: AttachmentError.self) { try homeless.open() }
        }
    }

    @Test("takes no other user")
    func otherUser() throws {
        let run = try OfferedRun(allowedUser: geteuid() + 1)
        try run.open()
        #expect(throws: AttachmentError.notOffered(run: run.folder.path)) { try run.attach() }
    }

    @Test("replaces what a dead process has left")
    func leftover() throws {
        let run = try OfferedRun()
        _ = FileManager.default.createFile(atPath: run.socket, contents: Data("old".utf8))
        try run.open()
        let remote = try run.attach()
        remote.leave()
    }

    @Test("that is not there is named with what to do instead")
    func missing() throws {
        let run = try OfferedRun()
        #expect {
            try run.attach()
        } throws: {
            "\($0)".contains("cxrl watch")
        }
    }
}
