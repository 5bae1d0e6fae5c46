internal import CTorchInterface

/// Runs `body` without recording the operations for `backward`, on this thread.
public func withoutGradient<Result>(_ body: () throws -> Result) throws -> Result {
    try withGradient(enabled: false, body)
}

/// Runs `body` with recording on or off, and restores what was set before.
public func withGradient<Result>(
    enabled: Bool, _ body: () throws -> Result
) throws -> Result {
    let table = try Library.table()
    let before = table.pointee.set_gradient_enabled(enabled)
    defer { _ = table.pointee.set_gradient_enabled(before) }
    return try body()
}

/// Runs `body` with matrix products, convolutions and attention in a lower precision, on this
/// thread; `nil` or fp32 leaves them in their tensors' own, whatever was set around it.
public func withAutocast<Result>(
    _ dtype: DType?, device: Device, _ body: () throws -> Result
) throws -> Result {
    let table = try Library.table()
    let isCUDA = device != .cpu
    let code = dtype.flatMap { $0.isReduced ? $0.rawValue : nil } ?? autocastOff
    let before = table.pointee.set_autocast(isCUDA, code)
    guard before >= autocastOff else { throw table.reportedError() }
    defer {
        _ = table.pointee.set_autocast(isCUDA, before)
        if before == autocastOff { table.pointee.clear_autocast_cache() }
    }
    return try body()
}

private let autocastOff: Int32 = -1

extension Tensor {
    /// Whether operations on this tensor are recorded.
    public var requiresGradient: Bool {
        (try? Library.table())?.pointee.requires_gradient(handle) ?? false
    }

    /// Makes a leaf tensor collect its gradient, or not.
    public func setRequiresGradient(_ required: Bool) throws {
        try doing { $0.set_requires_gradient($1, required) }
    }

    /// Adds the derivative of this tensor (one element, unless `gradient` weighs them) to the
    /// gradient of every leaf that it was computed from.
    public func backward(_ gradient: Tensor? = nil) throws {
        try doing { $0.backward($1, gradient?.handle) }
    }

    /// What `backward` has collected here.
    public var gradient: Tensor? {
        guard let table = try? Library.table() else { return nil }
        return table.pointee.gradient(handle).map(Tensor.init(owning:))
    }

    public func setGradient(_ gradient: Tensor) throws {
        try doing { $0.set_gradient($1, gradient.handle) }
    }

    public func clearGradient() {
        (try? Library.table())?.pointee.clear_gradient(handle)
    }

    /// The same numbers, outside the graph.
    public func detached() throws -> Tensor { try mapped(\.detach) }
}
