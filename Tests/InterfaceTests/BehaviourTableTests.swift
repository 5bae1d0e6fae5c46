import Foundation
import Testing

/// The table of behaviours in the documentation names tests that exist.
@Suite struct BehaviourTableTests {
    private static let checkout = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    private static let table =
        (try? String(
            contentsOfFile: checkout + "/Sources/Interface/Interface.docc/Behaviours.md",
            encoding: .utf8)) ?? ""
    /// Rows by their cells, without headings.
    private static let rows = table.split(separator: "\n").filter {
        $0.hasPrefix("| ") && !$0.hasPrefix("| |") && !$0.hasPrefix("| feature |")
    }.map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }

    /// The text of every test file that declares a suite.
    private static let sources: [String: String] = {
        var sources: [String: String] = [:]
        let folder = checkout + "/Tests"
        let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        for path in paths ?? [] where path.hasSuffix("Tests.swift") {
            guard let text = try? String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
            else { continue }
            for match in text.matches(of: /struct (\w+Tests)\b/) {
                sources[String(match.1), default: ""] += text
            }
        }
        return sources
    }()

    @Test("All twenty-six behaviours are there, in their order, each with a test")
    func complete() {
        let numbers = Self.rows.compactMap { $0.first.flatMap { Int($0) } }
        #expect(numbers == Array(1...26))
        #expect(Self.rows.count > 50)
        for row in Self.rows {
            #expect(row.last?.contains("/") ?? false, "\(row.first ?? "") names no test")
        }
    }

    @Test("Every test that it names exists")
    func exists() {
        for name in Self.rows.compactMap(\.last).flatMap({ $0.split(separator: "`") })
        where name.contains("/") {
            let parts = name.split(separator: "/").map(String.init)
            if parts[0] == "Scenarios" {
                let path = "\(Self.checkout)/Tests/EndToEndTests/\(name).scenario"
                #expect(FileManager.default.fileExists(atPath: path), "\(name)")
            } else {
                let isThere = Self.sources[parts[0]]?.contains("func \(parts[1])(") ?? false
                #expect(isThere, "\(name)")
            }
        }
    }
}
