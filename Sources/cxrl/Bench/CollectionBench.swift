import Foundation
import Studies

/// Seconds until a large collection is open, on an index that is made up for it.
struct CollectionBench {
    /// As many films as MIMIC-CXR-JPG has.
    private static let published = 377_110
    private static let budget = 10.0

    private let rows: Int
    private let repeats: Int

    init(_ arguments: Arguments) throws {
        rows = try arguments.integer("--rows", in: 1...10_000_000) ?? Self.published
        repeats = try arguments.integer("--repeats", in: 1...1000) ?? 3
    }

    func run() throws -> BenchReport {
        let scratch = try ScratchFolder()
        try GeneratedIndex(rows: rows).write(to: scratch.path)
        let start = try Self.residentMemory()
        var opened = try open(scratch.path)
        let memory = try Self.residentMemory() - start
        var seconds = [opened.seconds]
        for _ in 1..<repeats {
            opened = try open(scratch.path)
            seconds.append(opened.seconds)
        }
        let collection = opened.collection
        let splitting = measure { collection.positions(in: .base).count }
        let reading = measure {
            (0..<1000).map { collection[$0 * 7919 % collection.count].findings.count }
        }
        var report = BenchReport(workload: "collection")
        report.seconds = [
            ("open", seconds), ("positions_of_a_part", splitting), ("thousand_studies", reading),
        ]
        report.measures = [
            BenchMeasure(
                name: "open_seconds", value: seconds.sorted()[seconds.count / 2], unit: "s",
                budget: Self.budget)
        ]
        report.facts = [
            ("rows", .integer(rows)), ("films", .integer(collection.count)),
            ("other_views", .integer(collection.filtered)),
            ("index_bytes_per_row", .integer(memory / max(1, rows))),
        ]
        return report
    }

    private func open(
        _ path: String
    ) throws -> (collection: any StudyCollection, seconds: Double) {
        let start = ContinuousClock.now
        let collection = try CollectionFolder.open(path)
        return (collection, (ContinuousClock.now - start) / .seconds(1))
    }

    private func measure(_ body: () -> some Any) -> [Double] {
        (0..<repeats).map { _ in
            let start = ContinuousClock.now
            _ = body()
            return (ContinuousClock.now - start) / .seconds(1)
        }
    }

    /// Of this process, in bytes.
    private static func residentMemory() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
