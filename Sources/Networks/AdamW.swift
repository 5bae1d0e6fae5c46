public import Tensors

/// AdamW (Loshchilov & Hutter, "Decoupled Weight Decay Regularization", ICLR 2019).
public final class AdamW {
    public struct Settings: Sendable, Equatable {
        public var learningRate: Double
        public var beta1: Double
        public var beta2: Double
        public var epsilon: Double
        public var weightDecay: Double

        public init(
            learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999,
            epsilon: Double = 1e-8, weightDecay: Double = 1e-4
        ) {
            self.learningRate = learningRate
            self.beta1 = beta1
            self.beta2 = beta2
            self.epsilon = epsilon
            self.weightDecay = weightDecay
        }
    }

    public var settings: Settings
    public let parameters: [Parameter]
    /// Updates that were made.
    public private(set) var step = 0
    private var means: [Tensor] = []
    private var squares: [Tensor] = []

    public init(_ parameters: [Parameter], _ settings: Settings) throws {
        self.parameters = parameters
        self.settings = settings
        for parameter in parameters {
            let value = parameter.value
            means.append(try .zeros(value.shape, dtype: value.dtype, device: value.device))
            squares.append(try .zeros(value.shape, dtype: value.dtype, device: value.device))
        }
    }

    /// Changes every parameter that has a gradient.
    public func update() throws {
        step += 1
        for (index, parameter) in parameters.enumerated() {
            guard let gradient = parameter.gradient else { continue }
            try parameter.value.adamW(
                gradient, mean: means[index], square: squares[index], settings, step: step)
        }
    }

    public func clearGradients() {
        for parameter in parameters { parameter.value.clearGradient() }
    }

    /// Means and squares under `KEY.exp_avg` and `KEY.exp_avg_sq`; the step is the caller's to
    /// keep.
    public func state() -> [(key: String, tensor: Tensor)] {
        parameters.indices.flatMap { index in
            [
                ("\(parameters[index].path).exp_avg", means[index]),
                ("\(parameters[index].path).exp_avg_sq", squares[index]),
            ]
        }
    }

    public func restore(_ source: any TensorSource, step: Int) throws {
        for (key, tensor) in state() {
            guard let saved = try source.tensor(key) else {
                throw NetworkError("\(source.name) has no optimiser state '\(key)'.")
            }
            try tensor.assign(saved)
        }
        resume(step: step)
    }

    /// Takes the means and squares of `state()` for those after `step` updates.
    public func resume(step: Int) { self.step = step }
}

extension Tensor {
    func adamW(
        _ gradient: Tensor, mean: Tensor, square: Tensor, _ settings: AdamW.Settings, step: Int
    ) throws {
        try updateAdamW(
            gradient: gradient, mean: mean, square: square, rate: settings.learningRate,
            beta1: settings.beta1, beta2: settings.beta2, epsilon: settings.epsilon,
            decay: settings.weightDecay, step: step)
    }
}
