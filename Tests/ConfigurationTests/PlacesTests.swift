import Configuration
import Testing

@Suite struct PlacesTests {
    private func locate(
        option: String? = nil, environment: [String: String] = [:],
        executable: String = "/home/u/cxrl/.build/debug/cxrl", folders: Set<String>
    ) throws -> DataFolder {
        try DataFolder.locate(
            option: option, environment: environment, executable: executable
        ) { folders.contains($0) }
    }

    @Test("--data wins over the environment, which wins over the executable's place")
    func explicit() throws {
        let folders: Set = ["/a", "/b", "/home/u/cxrl/Themes", "/home/u/cxrl/Samples"]
        let environment = ["CXRL_DATA": "/b"]
        #expect(
            try locate(option: "/a", environment: environment, folders: folders).path == "/a")
        #expect(try locate(environment: environment, folders: folders).path == "/b")
        #expect(try locate(folders: folders).path == "/home/u/cxrl")
    }

    @Test(
        "A folder that was asked for and is not there is an error, not a reason to look elsewhere")
    func explicitMissing() {
        let error = #expect(throws: DataFolder.NotFound.self) {
            try locate(
                option: "/none", folders: ["/home/u/cxrl/Themes", "/home/u/cxrl/Samples"])
        }
        #expect(error?.places == ["/none"])
    }

    @Test("A program in PREFIX/bin finds PREFIX/share/cxrl")
    func installed() throws {
        let folders: Set = ["/usr/local/share/cxrl/Themes", "/usr/local/share/cxrl/Samples"]
        let found = try locate(executable: "/usr/local/bin/cxrl", folders: folders)
        #expect(found.path == "/usr/local/share/cxrl")
        #expect(found.miniature == "/usr/local/share/cxrl/Samples/miniature")
    }

    @Test("A stray folder called Samples does not pass for the program's data")
    func stray() {
        let error = #expect(throws: DataFolder.NotFound.self) {
            try locate(executable: "/opt/bin/cxrl", folders: ["/opt/Samples"])
        }
        #expect(error?.places == ["/opt/bin", "/opt", "/", "/opt/share/cxrl"])
        #expect(error?.description.contains("/opt/share/cxrl: give its folder with --data") == true)
    }

    @Test("A preset is found by name, and a misspelt one names the nearest")
    func presets() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("{}", to: "Samples/configurations/quick.json")
        let data = DataFolder(path: folder.path)
        #expect(try data.preset("quick") == file)
        let error = #expect(throws: ConfigurationError.self) { try data.preset("qiuck") }
        #expect(error?.description.hasSuffix("did you mean quick?") == true)
    }

    @Test("XDG variables are followed if absolute, else the home folder's defaults hold")
    func userFolders() {
        let plain = UserFolders(environment: ["HOME": "/home/u"])
        #expect(plain.runs() == "/home/u/.local/share/cxrl/runs")
        #expect(plain.configurationFile == "/home/u/.config/cxrl/config.json")
        #expect(plain.themes == "/home/u/.config/cxrl/themes")
        let set = UserFolders(environment: [
            "HOME": "/home/u", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "relative",
        ])
        #expect(set.runs() == "/data/cxrl/runs")
        #expect(set.configuration == "/home/u/.config/cxrl")
        #expect(UserFolders(environment: [:], home: "/root").state == "/root/.local/state/cxrl")
    }

    @Test("--runs wins over CXRL_RUNS, which wins over the data folder")
    func runs() {
        let folders = UserFolders(environment: ["HOME": "/h", "CXRL_RUNS": "/r"])
        #expect(folders.runs(option: "/o") == "/o")
        #expect(folders.runs() == "/r")
        #expect(UserFolders(environment: ["HOME": "/h", "CXRL_RUNS": ""]).runs().hasPrefix("/h"))
    }
}
