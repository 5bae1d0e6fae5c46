internal import CTorchInterface

/// Element by element, with broadcasting.
extension Tensor {
    func combined(
        _ operation: KeyPath<ctorch_table, Binary>, with other: Tensor
    ) throws -> Tensor {
        let table = try Library.table()
        return try table.made(table.pointee[keyPath: operation](handle, other.handle))
    }

    public static func + (left: Tensor, right: Tensor) throws -> Tensor {
        try left.combined(\.add, with: right)
    }

    public static func - (left: Tensor, right: Tensor) throws -> Tensor {
        try left.combined(\.subtract, with: right)
    }

    public static func * (left: Tensor, right: Tensor) throws -> Tensor {
        try left.combined(\.multiply, with: right)
    }

    public static func / (left: Tensor, right: Tensor) throws -> Tensor {
        try left.combined(\.divide, with: right)
    }

    public static func + (left: Tensor, right: Double) throws -> Tensor {
        try left.making { $0.add_scalar($1, right) }
    }

    public static func - (left: Tensor, right: Double) throws -> Tensor {
        try left + (-right)
    }

    public static func * (left: Tensor, right: Double) throws -> Tensor {
        try left.making { $0.multiply_scalar($1, right) }
    }

    public static func / (left: Tensor, right: Double) throws -> Tensor {
        try left * (1 / right)
    }

    public static func + (left: Double, right: Tensor) throws -> Tensor { try right + left }

    public static func * (left: Double, right: Tensor) throws -> Tensor { try right * left }

    public static func - (left: Double, right: Tensor) throws -> Tensor {
        try right * -1 + left
    }

    public static func / (left: Double, right: Tensor) throws -> Tensor {
        try right.making { $0.scalar_divide(left, $1) }
    }

    public static prefix func - (value: Tensor) throws -> Tensor { try value * -1 }

    public func power(_ exponent: Double) throws -> Tensor {
        try making { $0.power($1, exponent) }
    }

    public func squared() throws -> Tensor { try self * self }

    public func maximum(_ other: Tensor) throws -> Tensor {
        try combined(\.maximum, with: other)
    }

    public func minimum(_ other: Tensor) throws -> Tensor {
        try combined(\.minimum, with: other)
    }

    public func clamped(_ range: ClosedRange<Double>) throws -> Tensor {
        try making { $0.clamp($1, range.lowerBound, range.upperBound) }
    }

    public func clamped(atLeast low: Double) throws -> Tensor {
        try making { $0.clamp($1, low, .infinity) }
    }

    public func exp() throws -> Tensor { try mapped(\.exponential) }
    public func log() throws -> Tensor { try mapped(\.logarithm) }
    public func squareRoot() throws -> Tensor { try mapped(\.square_root) }
    public func absolute() throws -> Tensor { try mapped(\.absolute) }
    public func sine() throws -> Tensor { try mapped(\.sine) }
    public func cosine() throws -> Tensor { try mapped(\.cosine) }
    public func floor() throws -> Tensor { try mapped(\.floor_) }
    public func rounded() throws -> Tensor { try mapped(\.round_) }

    // Comparisons give tensors of type bool.

    public func isGreater(than other: Tensor) throws -> Tensor {
        try combined(\.greater, with: other)
    }

    public func isGreater(than value: Double) throws -> Tensor {
        try making { $0.greater_scalar($1, value) }
    }

    public func isEqual(to other: Tensor) throws -> Tensor { try combined(\.equal, with: other) }

    public func isEqual(to value: Double) throws -> Tensor {
        try making { $0.equal_scalar($1, value) }
    }

    public func isFinite() throws -> Tensor { try mapped(\.is_finite) }

    /// `yes` where this tensor of type bool is true, else `no`.
    public func choose(_ yes: Tensor, _ no: Tensor) throws -> Tensor {
        try making { $0.where($1, yes.handle, no.handle) }
    }

    /// The product over the last two dimensions, batched over the others.
    public func matmul(_ other: Tensor) throws -> Tensor { try combined(\.matmul, with: other) }

    // MARK: In place, outside autograd

    /// Adds `other` times `scale`.
    public func add(inPlace other: Tensor, scale: Double = 1) throws {
        try doing { $0.add_in_place($1, other.handle, scale) }
    }

    public func multiply(inPlace factor: Double) throws {
        try doing { $0.multiply_in_place($1, factor) }
    }

    /// Moves towards `other` by the share `weight`.
    public func interpolate(inPlace other: Tensor, weight: Double) throws {
        try doing { $0.interpolate_in_place($1, other.handle, weight) }
    }
}

extension Tensor {
    /// One AdamW update of this parameter and its two moments; `step` counts from 1.
    public func updateAdamW(
        gradient: Tensor, mean: Tensor, square: Tensor, rate: Double, beta1: Double,
        beta2: Double, epsilon: Double, decay: Double, step: Int
    ) throws {
        try doing {
            $0.adamw(
                $1, gradient.handle, mean.handle, square.handle, rate, beta1, beta2, epsilon,
                decay, Int64(step))
        }
    }
}
