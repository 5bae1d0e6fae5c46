import Foundation

/// The folder that holds what comes with the program: `Themes` and `Samples`.
public struct DataFolder: Sendable, Equatable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    /// Why there is none.
    public struct NotFound: Error, Sendable, Equatable, CustomStringConvertible {
        public let places: [String]

        public var description: String {
            "The program's data (Themes and Samples) was not found; looked in "
                + places.joined(separator: ", ")
                + ": give its folder with --data DIR or in CXRL_DATA."
        }
    }

    public var themes: String { path + "/Themes" }
    public var samples: String { path + "/Samples" }
    public var miniature: String { samples + "/miniature" }
    public var prompts: String { samples + "/prompts" }
    public var configurations: String { samples + "/configurations" }

    /// Names of the presets that are there, in order.
    public var presetNames: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: configurations)) ?? []
        return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// The file of a preset.
    ///
    /// - Throws: `ConfigurationError` that names the nearest preset where there is none.
    public func preset(_ name: String) throws -> String {
        let names = presetNames
        guard names.contains(name) else {
            let hint = Nearest.name(to: name, among: names).map { "did you mean \($0)?" }
            let list =
                names.isEmpty ? "none is there." : "there are \(names.joined(separator: ", "))."
            throw ConfigurationError(
                "There is no preset \(name) in \(configurations): \(hint ?? list)")
        }
        return "\(configurations)/\(name).json"
    }

    /// Finds the folder: `--data` (and no other place, if given), else `$CXRL_DATA`, else upwards
    /// from the executable, else `share/cxrl` of the prefix that the executable is installed in.
    ///
    /// - Parameters:
    ///   - option: the value of `--data`.
    ///   - environment: the process's.
    ///   - executable: real path of the executable, links resolved.
    ///   - isFolder: whether a path is a folder.
    /// - Throws: `NotFound` with the places looked in.
    public static func locate(
        option: String?, environment: [String: String], executable: String,
        isFolder: (String) -> Bool = DataFolder.isFolder
    ) throws -> DataFolder {
        if let given = [option, environment["CXRL_DATA"]].compactMap({ $0 })
            .first(where: { !$0.isEmpty })
        {
            guard isFolder(given) else { throw NotFound(places: [given]) }
            return DataFolder(path: given)
        }
        var places: [String] = []
        for folder in ancestors(of: executable) + [installed(executable)].compactMap({ $0 }) {
            if isFolder(folder + "/Themes"), isFolder(folder + "/Samples") {
                return DataFolder(path: folder)
            }
            places.append(folder.isEmpty ? "/" : folder)
        }
        throw NotFound(places: places)
    }

    /// Whether a folder is at the path, links followed.
    public static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            && isDirectory.boolValue
    }

    /// Nearest first; the root is the empty text.
    private static func ancestors(of path: String) -> [String] {
        let parts = path.split(separator: "/").dropLast()
        return (0...parts.count).reversed().map { count in
            parts.prefix(count).map { "/" + $0 }.joined()
        }
    }

    /// `PREFIX/share/cxrl` for `PREFIX/bin/cxrl`.
    private static func installed(_ executable: String) -> String? {
        let folders = ancestors(of: executable)
        return folders.count < 2 ? nil : folders[1] + "/share/cxrl"
    }
}
