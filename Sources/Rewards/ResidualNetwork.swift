public import Networks
public import Tensors

/// A residual network of basic blocks (He et al., "Deep Residual Learning for Image Recognition",
/// CVPR 2016), with torchvision's checkpoint keys.
///
/// Every stage but the first halves the resolution.
public final class ResidualNetwork: ImageTrunk {
    /// ResNet-18 is `widths` 64, 128, 256, 512, two `blocks` each, a stem of kernel 7 and stride
    /// 2 with pooling.
    public struct Configuration: Sendable, Equatable, Codable {
        /// Channels of each stage.
        public var widths: [Int]
        /// Residual blocks of each stage.
        public var blocks: [Int]
        public var stemKernel: Int
        public var stemStride: Int
        /// Whether the stem ends with a max pooling of stride 2.
        public var stemPooling: Bool

        public init(
            widths: [Int] = [32, 64, 96, 128], blocks: [Int] = [1, 1, 1, 1],
            stemKernel: Int = 5, stemStride: Int = 2, stemPooling: Bool = false
        ) {
            self.widths = widths
            self.blocks = blocks
            self.stemKernel = stemKernel
            self.stemStride = stemStride
            self.stemPooling = stemPooling
        }

        private enum CodingKeys: String, CodingKey {
            case widths, blocks
            case stemKernel = "stem_kernel"
            case stemStride = "stem_stride"
            case stemPooling = "stem_pooling"
        }
    }

    public let featureCount: Int
    private let stem: Convolution
    private let stemNorm: BatchNorm
    private let stemPooling: Bool
    private let blocks: [ResidualBlock]

    public init(_ scope: Scope, _ configuration: Configuration) throws {
        let (widths, counts) = (configuration.widths, configuration.blocks)
        guard let first = widths.first, let last = widths.last, widths.count == counts.count,
            (widths + counts).allSatisfy({ $0 > 0 })
        else {
            throw NetworkError(
                "A residual network needs positive 'widths' and 'blocks' of the same length; "
                    + "they are \(widths) and \(counts).")
        }
        stem = try Convolution(
            scope / "conv1", 1, first, kernel: configuration.stemKernel,
            stride: configuration.stemStride, bias: false)
        stemNorm = try BatchNorm(scope / "bn1", channels: first)
        stemPooling = configuration.stemPooling
        featureCount = last
        var blocks: [ResidualBlock] = []
        var channels = first
        for (stage, (width, count)) in zip(widths, counts).enumerated() {
            for index in 0..<count {
                blocks.append(
                    try ResidualBlock(
                        scope / "layer\(stage + 1)" / index, channels, width,
                        stride: stage > 0 && index == 0 ? 2 : 1))
                channels = width
            }
        }
        self.blocks = blocks
    }

    public func featureMaps(_ images: Tensor, isTraining: Bool) throws -> Tensor {
        var maps = try stemNorm(stem(images), isTraining: isTraining).relu()
        if stemPooling { maps = try maps.maxPooled(3, stride: 2, padding: 1) }
        for block in blocks { maps = try block(maps, isTraining: isTraining) }
        return maps
    }
}
