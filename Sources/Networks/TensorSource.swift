public import Tensors

/// Where a network's numbers come from: a checkpoint, or an initialisation.
public protocol TensorSource {
    /// The tensor of that key, or nil where the source has none.
    func tensor(_ key: String) throws -> Tensor?
    /// What the source is, for error messages.
    var name: String { get }
    var keys: Set<String> { get }
    /// The tensor of that key was copied: the source may give its memory back.
    func discard(_ key: String)
}

extension TensorSource {
    public func discard(_ key: String) {}
}
