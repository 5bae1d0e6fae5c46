public import Tensors

/// A named tensor of a network: learnt, or kept with it (running statistics, positions).
public final class Parameter {
    /// The checkpoint key.
    public let path: String
    public private(set) var value: Tensor
    /// Whether an optimiser may change it; buffers are saved but never learnt.
    public let isBuffer: Bool

    public init(path: String, value: Tensor, isBuffer: Bool = false) {
        self.path = path
        self.value = value
        self.isBuffer = isBuffer
    }

    /// Makes it collect gradients, or not.
    public func setTrainable(_ isTrainable: Bool) throws {
        guard !isBuffer else { return }
        try value.setRequiresGradient(isTrainable)
    }

    public var isTrainable: Bool { value.requiresGradient }

    public var gradient: Tensor? { value.gradient }

    /// Moves the numbers to another device or type; gradients are left behind.
    public func convert(to device: Device, dtype: DType? = nil) throws {
        let wasTrainable = isTrainable
        let target = value.dtype.isFloatingPoint ? dtype ?? value.dtype : value.dtype
        value = try withoutGradient { try value.detached().to(device).to(target) }
        if wasTrainable { try value.setRequiresGradient(true) }
    }
}
