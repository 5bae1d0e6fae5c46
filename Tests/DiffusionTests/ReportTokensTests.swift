import Foundation
import TestSupport
import Testing
import Text

/// Token ids of Open-i's 3,955 reports, compared by digests that `Golden/make_report_digests.py`
/// made with transformers. With CXRL_CLIP_TOKENIZER (a folder that the script makes) the vocabulary is
/// CLIP's own.
@Suite("Token ids of real reports", .enabled(if: OpenIArchive.path != nil))
struct ReportTokensTests {
    private static let clipTokenizer =
        ProcessInfo.processInfo.environment["CXRL_CLIP_TOKENIZER"]

    /// Findings and impressions as the files have them, by number.
    private func reports() throws -> [String] {
        let archive = try #require(OpenIArchive.path)
        return try withTemporaryFolder { folder in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["tar", "-xzf", archive, "-C", folder]
            try process.run()
            process.waitUntilExit()
            let paths = try #require(
                FileManager.default.enumerator(atPath: folder)?.allObjects as? [String])
            let files = paths.filter { $0.hasSuffix(".xml") }.map { URL(fileURLWithPath: $0) }
            let numbered = files.compactMap { file in
                Int(file.deletingPathExtension().lastPathComponent).map { ($0, file) }
            }
            let pattern = /<AbstractText[^>]*>([^<]*)<\/AbstractText>/
            return try numbered.sorted { $0.0 < $1.0 }.map { _, file in
                try String(contentsOfFile: "\(folder)/\(file.relativePath)", encoding: .utf8)
                    .matches(of: pattern).map { String($0.output.1) }.joined(separator: " ")
            }
        }
    }

    @Test("The ids of every report are those of transformers")
    func ids() throws {
        let digests = try String(
            contentsOfFile: Golden.path("report-digests.txt"), encoding: .utf8
        ).split(separator: "\n").map { $0.split(separator: " ") }
        let tokenizer = try Tokenizer(
            folder: Self.clipTokenizer ?? Golden.path("pipeline/tokenizer"))
        let column = Self.clipTokenizer == nil ? 1 : 0
        let texts = try reports()
        #expect(texts.count == 3955)
        #expect(digests.count == texts.count)
        let different = zip(texts, digests).enumerated().filter { _, pair in
            let ids = tokenizer.encode(pair.0).map(String.init).joined(separator: " ")
            return FormulaWeights.hash(ids) != UInt32(pair.1[column], radix: 16)
        }
        #expect(different.isEmpty, "\(different.count) reports")
    }
}

/// The reports as they are published, where they lie beside the checkout.
private enum OpenIArchive {
    static let path: String? = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let path = folder.path + "/../shared/data/openi/NLMCXR_reports.tgz"
            if FileManager.default.fileExists(atPath: path) { return path }
        }
        return nil
    }()
}
