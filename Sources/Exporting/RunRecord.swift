public import Configuration
public import Foundation
public import Runs
public import Workbench

/// All of a run that is exported, read once.
public struct RunRecord: Sendable {
    public var name: String
    /// Absolute.
    public var folder: String
    public var created: Date
    public var programVersion: String
    public var configuration: Configuration
    /// Nil before the run was first opened.
    public var description: RunDescription?
    /// In order of the epochs.
    public var reports: [EpochReport]
    /// Of the last epoch that has any.
    public var samples: [SampleRecord]
    public var alarms: [Alarm]
    /// What a person has found of pairs of pictures, in order.
    public var judgements: [PairJudgement]

    /// - Throws: `RunError` where the run cannot be read.
    public init(_ folder: RunFolder) throws {
        let manifest = try folder.manifest()
        let history = try RunReader(folder).history
        name = folder.name
        self.folder = folder.path
        created = manifest.created
        programVersion = manifest.programVersion
        configuration = manifest.configuration
        description = try history.description()
        reports = try history.reports()
        samples = try reports.last.map { try history.samples(epoch: $0.epoch) } ?? []
        alarms = try history.alarms()
        judgements = try history.judgements()
    }

    /// Every metric that any epoch has, sorted.
    public var keys: [String] { Set(reports.flatMap(\.metrics.keys)).sorted() }
}
