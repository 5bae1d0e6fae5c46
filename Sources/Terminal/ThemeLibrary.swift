import Foundation

/// The themes in a list of folders, those of earlier folders winning.
public struct ThemeLibrary: Sendable {
    /// Paths of folders that hold `*.theme`; ones that do not exist are passed over.
    public let folders: [String]

    public init(folders: [String]) {
        self.folders = folders
    }

    /// Every theme's name, sorted, `default` first.
    public var names: [String] {
        var names = Set(["default"])
        for folder in folders {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            names.formUnion(files.filter { $0.hasSuffix(".theme") }.map { String($0.dropLast(6)) })
        }
        return ["default"] + names.subtracting(["default"]).sorted()
    }

    /// The theme of that name; `default` needs no file.
    public func theme(named name: String) throws(ThemeError) -> Theme {
        for folder in folders {
            let path = folder + "/" + name + ".theme"
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            guard let text = String(data: data, encoding: .utf8) else {
                throw ThemeError(theme: name, reason: "\(path) is not UTF-8 text")
            }
            return try Theme(parsing: text, name: name)
        }
        if name == Theme.standard.name { return .standard }
        let places = folders.isEmpty ? "no folder" : folders.joined(separator: ", ")
        throw ThemeError(
            theme: name,
            reason: "not found; looked in \(places). There are "
                + names.joined(separator: ", "))
    }
}
