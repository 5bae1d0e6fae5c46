internal import Tensors

/// A block whose output is added to its input, or to the input's projection.
protocol ResidualUnit {
    func callAsFunction(_ input: Tensor, isTraining: Bool) throws -> Tensor
}
