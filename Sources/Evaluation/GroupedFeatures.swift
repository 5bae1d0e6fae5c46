public import Tensors

/// Features of pictures, with what ties pictures together: the prompt they were made from, or the
/// patient they show.
public struct GroupedFeatures {
    /// [N, D].
    public let features: Tensor
    /// Of each picture, from 0.
    public let groups: [Int]

    public init(_ features: Tensor, groups: [Int]) {
        precondition(features.size(0) == groups.count, "one group for each picture")
        self.features = features
        self.groups = groups
    }

    public var groupCount: Int { (groups.max() ?? -1) + 1 }

    /// [groups, N], 1 where a picture belongs to a group; fp64.
    func membership() throws -> Tensor {
        let column = try Tensor.of((0..<groupCount).map(\.self)).reshaped(-1, 1)
        return try column.isEqual(to: Tensor.of(groups).reshaped(1, -1)).to(.float64)
    }
}
