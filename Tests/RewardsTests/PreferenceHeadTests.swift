import Foundation
import Testing

@testable import Rewards

@Suite("A Bradley–Terry head") struct PreferenceHeadTests {
    /// Pairs of features in −1…1, the better one by a known direction.
    private static func pairs(
        _ count: Int, direction: [Double], noise: Double = 0, scale: [Double]? = nil
    ) -> [PreferenceHead.Pair] {
        var state: UInt64 = 12345
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 30) - 1
        }
        return (0..<count).map { _ in
            let features = (0..<2).map { _ in
                direction.indices.map { next() * (scale?[$0] ?? 1) }
            }
            let scores = features.map { zip($0, direction).map(*).reduce(0, +) }
            let difference = scores[0] - scores[1] + noise * next()
            return PreferenceHead.Pair(
                first: features[0], second: features[1], preferred: difference > 0 ? 1 : 0)
        }
    }

    private static func cosine(_ left: [Double], _ right: [Double]) -> Double {
        func dot(_ one: [Double], _ other: [Double]) -> Double {
            zip(one, other).map(*).reduce(0, +)
        }
        return dot(left, right) / (dot(left, left) * dot(right, right)).squareRoot()
    }

    private let direction = [2.0, -1, 0.5, 0, 0, 0]

    @Test("recovers the direction that choices follow, and orders pairs that it has not seen")
    func recovers() {
        let head = PreferenceHead(Self.pairs(300, direction: direction))
        #expect(Self.cosine(head.weights, direction) > 0.97)
        let others = Self.pairs(500, direction: direction).suffix(200)
        let right = others.count { pair in
            (head.score(pair.first) > head.score(pair.second)) == (pair.preferred == 1)
        }
        #expect(right > 185)
    }

    @Test("does not depend on the features' units, and a feature that never differs counts nothing")
    func units() {
        let plain = Self.pairs(60, direction: direction)
        let scaled = plain.map { pair in
            PreferenceHead.Pair(
                first: pair.first.map { $0 * 1000 } + [7],
                second: pair.second.map { $0 * 1000 } + [7], preferred: pair.preferred)
        }
        let (one, other) = (PreferenceHead(plain), PreferenceHead(scaled))
        #expect(other.weights.last == 0)
        for (left, right) in zip(one.weights, other.weights) {
            #expect(abs(left - right * 1000) < 1e-7)
        }
        #expect(abs(one.deviation - other.deviation) < 1e-7)
    }

    @Test("is flat where choices say nothing, and turns round where they are turned round")
    func symmetry() {
        let pairs = Self.pairs(40, direction: direction)
        let ties = pairs.map {
            PreferenceHead.Pair(first: $0.first, second: $0.second, preferred: 0.5)
        }
        #expect(PreferenceHead(ties).weights.allSatisfy { abs($0) < 1e-12 })
        #expect(PreferenceHead(ties).deviation < 1e-12)
        let turned = pairs.map {
            PreferenceHead.Pair(
                first: $0.first, second: $0.second, preferred: 1 - $0.preferred)
        }
        for (left, right) in zip(
            PreferenceHead(pairs).weights, PreferenceHead(turned).weights)
        {
            #expect(abs(left + right) < 1e-9)
        }
    }

    /// One feature, six pairs with difference 1 in the same direction, ridge 1/4: the derivative
    /// is zero where 6 (1 − σ(w)) = w/4.
    @Test("is the minimum of its objective")
    func minimum() {
        let pairs = (0..<6).map { _ in PreferenceHead.Pair(first: [1], second: [0], preferred: 1) }
        let weight = PreferenceHead(pairs).weights[0]
        #expect(abs(6 / (1 + exp(weight)) - weight / 4) < 1e-8)
        // the deviation of two scores that lie w apart
        #expect(abs(PreferenceHead(pairs).deviation - weight / 2.0.squareRoot()) < 1e-9)
    }

    @Test("foresees choices that follow a direction, and others by chance only")
    func foreseen() {
        let clear = PreferenceHead.foreseen(Self.pairs(80, direction: direction))
        #expect(clear.count == 80)
        #expect(clear.right > 68)
        let random = PreferenceHead.foreseen(
            Self.pairs(80, direction: direction, noise: 1000))
        #expect((25...55).contains(random.right))
        #expect(PreferenceHead.foreseen([]).count == 0)
    }
}
