internal import CTorchInterface

/// A part of a network, kept alive for as long as the graph needs it.
private final class Segment {
    let body: ([Tensor]) throws -> Tensor

    init(_ body: @escaping ([Tensor]) throws -> Tensor) {
        self.body = body
    }
}

extension Tensor {
    /// What `body` makes of `inputs`, without keeping its intermediate results: `backward` runs it
    /// again (Chen et al., "Training Deep Nets with Sublinear Memory Cost", arXiv 1604.06174).
    ///
    /// Gradients reach the inputs and every parameter that `body` uses. It must do the same each
    /// time.
    public static func recomputed(
        _ inputs: [Tensor], _ body: @escaping ([Tensor]) throws -> Tensor
    ) throws -> Tensor {
        let table = try Library.table()
        let segment = Unmanaged.passRetained(Segment(body))
        return try table.made(
            table.pointee.recomputed(
                inputs.map(\.handle), Int32(inputs.count), run, segment.toOpaque(),
                { context in
                    guard let context else { return }
                    Unmanaged<Segment>.fromOpaque(context).release()
                }))
    }

    /// The error of a tensor operation is where the caller finds it: libtorch's last one.
    private static let run: ctorch_segment = { context, inputs, count in
        guard let context, let table = try? Library.table() else { return nil }
        let segment = Unmanaged<Segment>.fromOpaque(context).takeUnretainedValue()
        let tensors = (0..<Int(count)).compactMap { index in
            table.pointee.same(inputs[index]).map(Tensor.init(owning:))
        }
        guard tensors.count == Int(count), let result = try? segment.body(tensors) else {
            return nil
        }
        return table.pointee.same(result.handle)
    }
}
