internal import Foundation

/// The minimum of Σ −[y log p + (1 − y) log (1 − p)] + ridge/2 · ‖w‖² with p = σ(w·x), by Newton's
/// method (Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", section 4.4).
///
/// Newton's equations are solved by conjugate gradients, which take no more steps than there are
/// rows, however many features each has.
struct LogisticRidge {
    private let rows: [[Double]]
    private let targets: [Double]
    private let ridge: Double

    /// - Parameter targets: y of each row, 0…1.
    init(_ rows: [[Double]], targets: [Double], ridge: Double) {
        self.rows = rows
        self.targets = targets
        self.ridge = ridge
    }

    private static let mostSteps = 50
    private static let tolerance = 1e-10

    func minimum(dimensions: Int) -> [Double] {
        var weights = [Double](repeating: 0, count: dimensions)
        var value = objective(weights)
        for _ in 0..<Self.mostSteps {
            let gradient = gradient(weights)
            guard Self.dot(gradient, gradient).squareRoot() > Self.tolerance else { break }
            let step = solve(gradient, at: weights)
            var length = 1.0
            var next = weights
            repeat {
                next = zip(weights, step).map { $0 - length * $1 }
                length /= 2
            } while objective(next) > value && length > 1e-6
            let reached = objective(next)
            guard reached < value else { break }
            (weights, value) = (next, reached)
        }
        return weights
    }

    private func objective(_ weights: [Double]) -> Double {
        let losses = zip(rows, targets).map { row, target in
            let logit = Self.dot(row, weights)
            return max(logit, 0) + log1p(exp(-abs(logit))) - target * logit
        }
        return losses.reduce(0, +) + ridge / 2 * Self.dot(weights, weights)
    }

    private func gradient(_ weights: [Double]) -> [Double] {
        var gradient = weights.map { $0 * ridge }
        for (row, target) in zip(rows, targets) {
            let error = Self.sigmoid(Self.dot(row, weights)) - target
            for index in row.indices { gradient[index] += error * row[index] }
        }
        return gradient
    }

    /// The Newton step: the Hessian's inverse times the gradient (Hestenes and Stiefel, 1952).
    private func solve(_ gradient: [Double], at weights: [Double]) -> [Double] {
        let curvatures = rows.map { row in
            let probability = Self.sigmoid(Self.dot(row, weights))
            return probability * (1 - probability)
        }
        var solution = [Double](repeating: 0, count: gradient.count)
        var residual = gradient
        var direction = residual
        var norm = Self.dot(residual, residual)
        let enough = norm * 1e-24
        for _ in 0...rows.count where norm > enough {
            let product = hessian(direction, curvatures)
            let length = norm / Self.dot(direction, product)
            for index in solution.indices {
                solution[index] += length * direction[index]
                residual[index] -= length * product[index]
            }
            let next = Self.dot(residual, residual)
            direction = zip(residual, direction).map { $0 + next / norm * $1 }
            norm = next
        }
        return solution
    }

    private func hessian(_ vector: [Double], _ curvatures: [Double]) -> [Double] {
        var product = vector.map { $0 * ridge }
        for (row, curvature) in zip(rows, curvatures) {
            let factor = curvature * Self.dot(row, vector)
            for index in row.indices { product[index] += factor * row[index] }
        }
        return product
    }

    private static func sigmoid(_ value: Double) -> Double { 1 / (1 + exp(-value)) }

    private static func dot(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }
}
