internal import CTorchInterface

/// A module that `torch.jit.save` wrote.
public final class ScriptModule {
    private let handle: ctorch_module

    /// - Throws: `TensorError` where there is none, or it needs operations that this libtorch does
    ///   not have.
    public init(path: String, device: Device = .cpu) throws {
        let table = try Library.table()
        guard let handle = table.pointee.module_load(path, device.code) else {
            throw table.reportedError()
        }
        self.handle = handle
    }

    deinit {
        if let table = try? Library.table() { table.pointee.module_free(handle) }
    }

    /// What it makes of tensors; modules that give anything but one tensor are an error.
    public func callAsFunction(_ arguments: [Tensor]) throws -> Tensor {
        let table = try Library.table()
        let handles = arguments.map(\.handle)
        return try withExtendedLifetime(arguments) {
            try handles.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else {
                    throw TensorError(.operation, "A module needs at least one argument.")
                }
                return try table.made(table.pointee.module_call(handle, base, Int32(buffer.count)))
            }
        }
    }
}
