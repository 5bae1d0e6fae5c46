public import Tensors

/// The nearest of many pictures, for finding out whether a model repeats what it was trained on.
///
/// Distances are root mean square differences of grey values in 0…1, after averaging to a side of
/// 32 pixels: fine noise does not hide a copy.
public struct NearestPictures {
    private static let side = 32

    /// [M, side²].
    private let reference: Tensor

    public init(among pictures: PictureSource) throws {
        reference = try .concatenated(pictures.batches { batch, _ in try Self.vectors(batch) }, 0)
    }

    /// For each picture of [N, 1, H, W], the place of the nearest one and how far it is.
    public func nearest(to pictures: Tensor) throws -> [(index: Int, distance: Double)] {
        let vectors = try Self.vectors(pictures)
        let squares = try reference.squared().sum(1).reshaped(1, -1)
        let negated =
            try vectors.matmul(reference.transposed()) * 2 - squares
        let indices = try negated.argmax(1).integers()
        return try indices.enumerated().map { row, index in
            // from the pictures themselves: the expanded square loses digits near 0
            let difference = try vectors.at(row) - reference.at(index)
            return (index, try difference.squared().mean().item().squareRoot())
        }
    }

    private static func vectors(_ pictures: Tensor) throws -> Tensor {
        let pictures = try pictures.to(.cpu).to(.float32)
        let small =
            pictures.size(2) > side
            ? try pictures.adaptiveAveragePooled(height: side, width: side) : pictures
        return try small.reshaped(pictures.size(0), -1)
    }
}
