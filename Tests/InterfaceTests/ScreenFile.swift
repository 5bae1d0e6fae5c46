import Foundation
import Testing

/// Screens kept as text beside the tests.
///
/// `RECORD_SCREENS=1 swift test --filter InterfaceTests` writes them anew; look at the difference
/// before keeping it.
enum ScreenFile {
    static func expect(
        _ screen: String, matches name: String, location: SourceLocation = #_sourceLocation
    ) throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Screens/\(name).txt").path
        if ProcessInfo.processInfo.environment["RECORD_SCREENS"] != nil {
            try (screen + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOfFile: path, encoding: .utf8)
        let (lines, expected) = (screen + "\n", kept)
        guard lines != expected else { return }
        let pairs = zip(lines.split(separator: "\n"), expected.split(separator: "\n"))
        let first = pairs.first { $0 != $1 }
        Issue.record(
            """
            \(name) looks different from what is kept.
            now  \(first?.0 ?? "another number of lines")
            kept \(first?.1 ?? "")
            """, sourceLocation: location)
    }
}
