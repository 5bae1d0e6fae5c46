import Networks
import Studies
import Tensors
import Testing

@testable import Pretraining

@Suite struct FindingReaderTests {
    private func study(_ findings: [String: Bool]) -> Study {
        Study(id: "a", imagePath: "a.png", findings: findings, patient: 1)
    }

    @Test("What a context says of a finding is learnt, and the context learns to say it")
    func learning() throws {
        let generator = try RandomGenerator(seed: 3)
        let studies = (0..<8).map { study(["Edema": $0 % 2 == 0, "Effusion": $0 < 4]) }
        let reader = try FindingReader(width: 6, studies: studies, generator: generator)
        let context = Parameter(path: "context", value: try generator.normal([8, 5, 6]))
        try context.setTrainable(true)
        try reader.store.setTrainable(true)
        let optimizer = try AdamW(
            reader.store.parameters + [context], AdamW.Settings(learningRate: 0.05))
        let before = try reader.loss(context.value, studies).item()
        for _ in 0..<60 {
            try reader.loss(context.value, studies).backward()
            try optimizer.update()
            optimizer.clearGradients()
        }
        #expect(before > 0.5)
        #expect(try reader.loss(context.value, studies).item() < 0.1)
    }

    @Test("Findings that labels do not name, and empty reports, count for nothing")
    func unknown() throws {
        let generator = try RandomGenerator(seed: 4)
        let known = study(["Edema": true, "Effusion": false])
        let reader = try FindingReader(width: 6, studies: [known], generator: generator)
        let context = try generator.normal([2, 5, 6])
        let first = try context.sliced(0, 0..<1)
        let alone = try reader.loss(first, [known]).item()
        #expect(abs(try reader.loss(context, [known, nil]).item() - alone) < 1e-6)
        #expect(abs(try reader.loss(context, [known, study([:])]).item() - alone) < 1e-6)
        #expect(try reader.loss(context, [nil, nil]).item() == 0)
    }

    @Test("A collection without labels has nothing to read")
    func unlabelled() throws {
        let reader = try FindingReader(
            width: 6, studies: [study([:])], generator: RandomGenerator(seed: 5))
        let context = try RandomGenerator(seed: 6).normal([1, 5, 6])
        #expect(try reader.loss(context, [study([:])]).item() == 0)
    }
}
