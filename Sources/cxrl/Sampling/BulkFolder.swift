import Foundation
import Rewards
import Safetensors

/// A folder of many pictures: the PNG files, `manifest.csv`, and `sampling.json` with the settings
/// that all of them were made with.
///
/// The manifest is a collection that other commands read (`image`, `report`), in the order in
/// which the pictures were finished.
struct BulkFolder {
    static let header = "image,report,seed,findings,model"

    let path: String

    private var manifest: String { path + "/manifest.csv" }
    private var settings: String { path + "/sampling.json" }

    /// Makes the folder, or opens one that the same command has begun.
    ///
    /// - Parameter json: everything that decides what the pictures are.
    /// - Returns: the names of the pictures that are there.
    /// - Throws: `UsageError` where the folder holds something else.
    func open(settings json: String) throws -> Set<String> {
        let files = FileManager.default
        if files.fileExists(atPath: settings) {
            guard try String(contentsOfFile: settings, encoding: .utf8) == json + "\n" else {
                throw UsageError(
                    "\(path) holds pictures that were made with other settings (\(settings)): "
                        + "give the same again to go on, or name another folder.")
            }
            return try rows()
        }
        let contents = (try? files.contentsOfDirectory(atPath: path)) ?? []
        guard contents.isEmpty else {
            throw UsageError("--out: \(path) is there and not empty; name a new folder.")
        }
        try files.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try AtomicFile.write(Data((Self.header + "\n").utf8), to: manifest)
        try AtomicFile.write(Data((json + "\n").utf8), to: settings)
        return []
    }

    /// Finished pictures; rows that were cut short, or whose picture is gone, are taken out of the
    /// manifest.
    private func rows() throws -> Set<String> {
        let text = (try? String(contentsOfFile: manifest, encoding: .utf8)) ?? ""
        var lines = text.split(separator: "\n")
        if !text.hasSuffix("\n") { lines = lines.dropLast() }
        var finished: Set<String> = []
        var kept = [Self.header]
        for line in lines.dropFirst() {
            let name = String(line.prefix { $0 != "," })
            guard FileManager.default.fileExists(atPath: "\(path)/\(name)"),
                finished.insert(name).inserted
            else { continue }
            kept.append(String(line))
        }
        try AtomicFile.write(Data((kept.joined(separator: "\n") + "\n").utf8), to: manifest)
        return finished
    }

    /// Adds pictures that were written.
    func append(_ pictures: [BulkPicture], model: String) throws {
        guard let file = FileHandle(forWritingAtPath: manifest) else {
            throw UsageError("\(manifest) cannot be written: check its permissions.")
        }
        defer { try? file.close() }
        try file.seekToEnd()
        let lines = pictures.map { picture in
            let findings = picture.prompt.findings.sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value ? 1 : 0)" }.joined(separator: ";")
            return [picture.file, picture.prompt.text, String(picture.seed), findings, model]
                .map(Self.field).joined(separator: ",") + "\n"
        }
        try file.write(contentsOf: Data(lines.joined().utf8))
        try file.synchronize()
    }

    /// Quoted where a comma, a quote or a line break would end it.
    private static func field(_ text: String) -> String {
        let line = text.replacing("\n", with: " ").replacing("\r", with: " ")
        guard line.contains(where: { $0 == "," || $0 == "\"" }) else { return line }
        return "\"" + line.replacing("\"", with: "\"\"") + "\""
    }
}
