public import Tensors

/// Images and reports as unit vectors of one space.
public protocol JointSpace: AnyObject {
    /// [N, D] of images [N, 1, H, W] in 0…1.
    func embed(images: Tensor) throws -> Tensor
    /// [D].
    func embed(report: String) throws -> Tensor
    /// Takes in all that the vectors depend on.
    func identify(into fingerprint: inout Fingerprint) throws
}
