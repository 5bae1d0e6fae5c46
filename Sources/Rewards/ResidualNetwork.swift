public import Networks
public import Tensors

/// A residual network (He et al., "Deep Residual Learning for Image Recognition", CVPR 2016), with
/// torchvision's checkpoint keys.
///
/// Every stage but the first halves the resolution.
public final class ResidualNetwork: ImageTrunk {
    /// ResNet-18 is `widths` 64, 128, 256, 512, two `blocks` each, a stem of kernel 7 and stride
    /// 2 with pooling; ResNet-50 has `blocks` 3, 4, 6, 3 and an `expansion` of 4.
    public struct Configuration: Sendable, Equatable, Codable {
        /// Channels of each stage.
        public var widths: [Int]
        /// Residual blocks of each stage.
        public var blocks: [Int]
        public var stemKernel: Int
        public var stemStride: Int
        /// Whether the stem ends with a max pooling of stride 2.
        public var stemPooling: Bool
        /// Channels of the pictures; 1 where it is nil.
        public var channels: Int?
        /// Blocks are bottlenecks with this many times `widths` channels at their ends; nil for
        /// basic blocks.
        public var expansion: Int?

        public static let resNet18 = Configuration(
            widths: [64, 128, 256, 512], blocks: [2, 2, 2, 2], stemKernel: 7, stemStride: 2,
            stemPooling: true)

        /// With colour pictures, as torchvision's weights have it.
        public static var resNet50: Configuration {
            var configuration = resNet18
            configuration.blocks = [3, 4, 6, 3]
            configuration.channels = 3
            configuration.expansion = 4
            return configuration
        }

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
            case widths, blocks, channels, expansion
            case stemKernel = "stem_kernel"
            case stemStride = "stem_stride"
            case stemPooling = "stem_pooling"
        }
    }

    public let featureCount: Int
    private let stem: Convolution
    private let stemNorm: BatchNorm
    private let stemPooling: Bool
    private let blocks: [any ResidualUnit]

    public init(_ scope: Scope, _ configuration: Configuration) throws {
        let (widths, counts) = (configuration.widths, configuration.blocks)
        guard let first = widths.first, let last = widths.last, widths.count == counts.count,
            (widths + counts + [configuration.channels ?? 1, configuration.expansion ?? 1])
                .allSatisfy({ $0 > 0 })
        else {
            throw NetworkError(
                "A residual network needs positive 'widths' and 'blocks' of the same length; "
                    + "they are \(widths) and \(counts).")
        }
        stem = try Convolution(
            scope / "conv1", configuration.channels ?? 1, first, kernel: configuration.stemKernel,
            stride: configuration.stemStride, bias: false)
        stemNorm = try BatchNorm(scope / "bn1", channels: first)
        stemPooling = configuration.stemPooling
        featureCount = last * (configuration.expansion ?? 1)
        var blocks: [any ResidualUnit] = []
        var channels = first
        for (stage, (width, count)) in zip(widths, counts).enumerated() {
            for index in 0..<count {
                let place = scope / "layer\(stage + 1)" / index
                let stride = stage > 0 && index == 0 ? 2 : 1
                if let expansion = configuration.expansion {
                    blocks.append(
                        try BottleneckBlock(
                            place, channels, width, expansion: expansion, stride: stride))
                } else {
                    blocks.append(try ResidualBlock(place, channels, width, stride: stride))
                }
                channels = width * (configuration.expansion ?? 1)
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
