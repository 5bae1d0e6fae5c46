internal import Networks
internal import Tensors

/// `diffusers`' Transformer2DModel: transformer blocks over the positions of a feature map, with
/// projections that are matrices or 1×1 convolutions.
final class SpatialTransformer {
    let blocks: [TransformerBlock]
    /// Set while somebody wants to know where positions look.
    var recorder: AttentionRecorder?
    private let norm: GroupNorm
    private let inputProjection: Projection
    private let outputProjection: Projection

    private enum Projection {
        case linear(Linear)
        case convolution(Convolution)
    }

    init(_ scope: Scope, channels: Int, heads: Int, _ configuration: UNetConfiguration) throws {
        func projection(_ name: String) throws -> Projection {
            configuration.useLinearProjection
                ? .linear(try Linear(scope / name, channels, channels))
                : .convolution(try Convolution(scope / name, channels, channels, kernel: 1))
        }
        norm = try GroupNorm(
            scope / "norm", groups: configuration.normNumGroups, channels: channels,
            epsilon: 1e-6)
        inputProjection = try projection("proj_in")
        blocks = [
            try TransformerBlock(
                scope / "transformer_blocks" / 0, channels: channels, heads: heads,
                configuration)
        ]
        outputProjection = try projection("proj_out")
    }

    func callAsFunction(_ input: Tensor, context: Tensor) throws -> Tensor {
        let shape = input.shape
        var hidden = try Self.positions(of: norm(input), inputProjection)
        let observe = recorder.map { recorder in
            { try recorder.add($0, height: shape[2], width: shape[3]) }
        }
        for block in blocks { hidden = try block(hidden, context: context, observe: observe) }
        return try input + Self.map(of: hidden, shape: shape, outputProjection)
    }

    /// A feature map [N, C, H, W] as positions [N, H·W, C], projected.
    private static func positions(of map: Tensor, _ projection: Projection) throws -> Tensor {
        func flattened(_ map: Tensor) throws -> Tensor {
            let (batch, channels) = (map.size(0), map.size(1))
            return try map.permuted(0, 2, 3, 1).reshaped(batch, -1, channels)
        }
        return switch projection {
        case .linear(let layer): try layer(flattened(map))
        case .convolution(let layer): try flattened(layer(map))
        }
    }

    /// Positions [N, H·W, C], projected, as a feature map.
    private static func map(
        of positions: Tensor, shape: [Int], _ projection: Projection
    ) throws -> Tensor {
        func restored(_ positions: Tensor) throws -> Tensor {
            try positions.reshaped(shape[0], shape[2], shape[3], shape[1]).permuted(0, 3, 1, 2)
        }
        return switch projection {
        case .linear(let layer): try restored(layer(positions))
        case .convolution(let layer): try layer(restored(positions))
        }
    }
}
