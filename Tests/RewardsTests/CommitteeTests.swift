import Foundation
import Networks
import Tensors
import TestSupport
import Testing
import Text

@testable import Rewards

@Suite("A committee of diagnosis networks")
struct CommitteeTests {
    private static func member(
        _ seed: UInt64, _ findings: [Finding] = [.edema, .effusion]
    ) throws -> DiagnosisNetwork {
        try DiagnosisNetwork(
            .init(
                findings: findings, trunk: NetworkTests.residual, input: NetworkTests.input,
                calibration: [.init(temperature: 0.5, bias: 0.3), .init(temperature: 2)]),
            generator: RandomGenerator(seed: seed))
    }

    @Test("its probability is that of the mean of the log odds of its members")
    func mean() throws {
        let members = try (1...3).map { try Self.member($0) }
        let images = try NetworkTests.images(2)
        let odds = try members.map { member in
            try member.probabilities(images).doubles().map { log($0 / (1 - $0)) }
        }
        try withTemporaryFolder { folder in
            for (index, member) in members.enumerated() {
                try member.save(folder: DiagnosisNetwork.memberFolder(index + 1, of: folder))
            }
            let committee = try DiagnosisNetwork(committeeFolder: folder)
            #expect(committee.committee.count == 2)
            #expect(DiagnosisNetwork.committeeFolders(of: folder).count == 2)
            #expect(DiagnosisNetwork.committeeFolders(of: folder + "/none").isEmpty)
            let found = try committee.probabilities(images).doubles()
            for index in found.indices {
                let mean = odds.map { $0[index] }.reduce(0, +) / 3
                #expect(abs(found[index] - 1 / (1 + exp(-mean))) < 1e-6)
            }
            #expect(
                try committee.features(images).floats() == members[0].features(images).floats())
            let identity = try DiagnosisReward(committee).identity
            let alone = try DiagnosisNetwork(folder: folder)
            #expect(alone.committee.isEmpty)
            #expect(try DiagnosisReward(alone).identity != identity)
            try FileManager.default.removeItem(atPath: folder + "/member-3")
            let smaller = try DiagnosisNetwork(committeeFolder: folder)
            #expect(try DiagnosisReward(smaller).identity != identity)
        }
    }

    @Test("members that tell other findings are refused, by name")
    func otherFindings() throws {
        try withTemporaryFolder { folder in
            try Self.member(1).save(folder: folder)
            try Self.member(2, [.effusion, .edema]).save(folder: folder + "/member-2")
            let error = #expect(throws: RewardError.self) {
                try DiagnosisNetwork(committeeFolder: folder)
            }
            #expect(error?.description.contains("/member-2 tells other findings") == true)
        }
    }
}
