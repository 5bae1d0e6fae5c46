import Tensors
import Testing

@Suite("Random generator")
struct RandomGeneratorTests {
    @Test("The same seed gives the same numbers, another one others")
    func seeds() throws {
        let first = try RandomGenerator(seed: 9).normal([20]).floats()
        #expect(try RandomGenerator(seed: 9).normal([20]).floats() == first)
        #expect(try RandomGenerator(seed: 10).normal([20]).floats() != first)
    }

    @Test("A restored state gives the numbers that followed it, of every kind")
    func state() throws {
        let generator = try RandomGenerator(seed: 9)
        // an odd count leaves half of a pair of normal numbers in the generator
        _ = try generator.normal([3])
        let state = try generator.state()
        func draw(_ generator: RandomGenerator) throws -> [Float] {
            try generator.normal([5]).floats() + generator.uniform([5]).floats()
                + generator.integers(0..<100, [5]).floats()
                + generator.permutation(7).map(Float.init)
        }
        let expected = try draw(generator)
        #expect(try draw(generator) != expected)
        try generator.restore(state)
        #expect(try draw(generator) == expected)
        let other = try RandomGenerator(seed: 1)
        try other.restore(state)
        #expect(try draw(other) == expected)
    }

    @Test("Numbers lie in their ranges, and a permutation has every number once")
    func ranges() throws {
        let generator = try RandomGenerator(seed: 2)
        #expect(try generator.uniform([200]).floats().allSatisfy { (0..<1).contains($0) })
        let integers = try Set(generator.integers(3..<6, [200]).integers())
        #expect(integers == [3, 4, 5])
        #expect(try generator.permutation(30).sorted() == Array(0..<30))
    }

    @Test("One generator's draws do not move another's")
    func independence() throws {
        let (first, second) = (try RandomGenerator(seed: 1), try RandomGenerator(seed: 2))
        _ = try first.normal([10])
        #expect(
            try second.normal([4]).floats() == RandomGenerator(seed: 2).normal([4]).floats())
    }
}
