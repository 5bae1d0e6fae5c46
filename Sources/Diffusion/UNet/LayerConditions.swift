internal import Tensors

/// What every layer of a UNet is given beside its input.
struct LayerConditions {
    /// The timestep embedding [N, T] after its activation.
    let time: Tensor
    /// [N, L, D].
    let context: Tensor
    /// Whether a layer's activations are computed again for its gradient.
    let isRecomputed: Bool

    /// A layer's output for some inputs.
    func run(
        _ inputs: [Tensor],
        _ layer: @escaping (_ inputs: [Tensor], LayerConditions) throws -> Tensor
    ) throws -> Tensor {
        guard isRecomputed else { return try layer(inputs, self) }
        return try Tensor.recomputed(inputs + [time, context]) { tensors in
            let count = tensors.count - 2
            return try layer(
                Array(tensors[..<count]),
                LayerConditions(
                    time: tensors[count], context: tensors[count + 1], isRecomputed: true))
        }
    }
}
