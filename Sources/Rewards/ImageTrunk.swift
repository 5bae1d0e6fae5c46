public import Tensors

/// The part of an image network that turns pictures into features.
public protocol ImageTrunk {
    /// Channels of the features.
    var featureCount: Int { get }

    /// The last feature maps [N, `featureCount`, h, w] of pictures [N, 1, H, W] that are
    /// normalised already.
    ///
    /// - Parameter isTraining: whether batch norm takes the batch's statistics.
    func featureMaps(_ images: Tensor, isTraining: Bool) throws -> Tensor
}

extension ImageTrunk {
    /// The feature maps' means over the picture, [N, `featureCount`].
    public func features(_ images: Tensor, isTraining: Bool = false) throws -> Tensor {
        try featureMaps(images, isTraining: isTraining).mean(2, 3)
    }
}
