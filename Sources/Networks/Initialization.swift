internal import Tensors

/// How a parameter begins.
public enum Initialization {
    case constant(Double)
    /// Uniform in ±bound.
    case uniform(bound: Double)
    case normal(deviation: Double)

    /// What PyTorch gives the weights and biases of linear and convolution layers (He et al. 2015
    /// with a = √5): uniform in ±1/√fanIn.
    public static func fanIn(_ count: Int) -> Initialization {
        .uniform(bound: 1 / Double(count).squareRoot())
    }

    func make(_ shape: [Int], _ generator: RandomGenerator) throws -> Tensor {
        switch self {
        case .constant(let value):
            try Tensor.full(shape, value)
        case .uniform(let bound):
            try (generator.uniform(shape) * 2 - 1) * bound
        case .normal(let deviation):
            try generator.normal(shape) * deviation
        }
    }
}
