import Tensors
import Testing

@testable import RLCF

@Suite("Generators")
struct GeneratorTests {
    @Test("names and ranks draw different numbers, equal ones the same")
    func independence() throws {
        func drawn(_ name: NamedGenerators.Name, rank: Int) throws -> [UInt64] {
            try Seeds.drawn(4, from: NamedGenerators(seed: 1, rank: rank)[name])
        }
        let all = try NamedGenerators.Name.allCases.flatMap { name in
            try [drawn(name, rank: 0), drawn(name, rank: 1)]
        }
        #expect(Set(all).count == all.count)
        #expect(try drawn(.samples, rank: 0) == drawn(.samples, rank: 0))
    }

    @Test("seeds of a list begin alike and stay exact in JSON")
    func lists() {
        #expect(Seeds.list(5, count: 8).prefix(4) == Seeds.list(5, count: 4)[...])
        #expect(Seeds.list(5, count: 100).allSatisfy { Double($0) < 9_007_199_254_740_992 })
        #expect(Set(Seeds.list(5, count: 100)).count == 100)
    }
}
