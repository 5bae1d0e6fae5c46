public import Networks
public import Tensors

/// A densely connected network (Huang et al., "Densely Connected Convolutional Networks", CVPR
/// 2017), with torchvision's checkpoint keys and one input channel.
///
/// DenseNet-121, with torchxrayvision's weights too, is growth 32, blocks 6, 12, 24, 16 and a
/// stem of 64 channels.
public final class DenseNetwork: ImageTrunk {
    public struct Configuration: Sendable, Equatable, Codable {
        /// Channels that each layer adds.
        public var growth: Int
        /// Layers of each block.
        public var blocks: [Int]
        public var stemChannels: Int
        public var stemKernel: Int
        /// Whether the stem ends with a max pooling of stride 2.
        public var stemPooling: Bool
        /// A layer's bottleneck has this many times `growth` channels.
        public var bottleneck: Int

        public init(
            growth: Int = 16, blocks: [Int] = [3, 4, 6, 4], stemChannels: Int = 32,
            stemKernel: Int = 7, stemPooling: Bool = true, bottleneck: Int = 4
        ) {
            self.growth = growth
            self.blocks = blocks
            self.stemChannels = stemChannels
            self.stemKernel = stemKernel
            self.stemPooling = stemPooling
            self.bottleneck = bottleneck
        }

        private enum CodingKeys: String, CodingKey {
            case growth, blocks, bottleneck
            case stemChannels = "stem_channels"
            case stemKernel = "stem_kernel"
            case stemPooling = "stem_pooling"
        }
    }

    public let featureCount: Int
    private let stem: Convolution
    private let stemNorm: BatchNorm
    private let stemPooling: Bool
    private let blocks: [[DenseLayer]]
    private let transitions: [DenseTransition]
    private let finalNorm: BatchNorm

    public init(_ scope: Scope, _ configuration: Configuration) throws {
        let sizes = configuration.blocks + [configuration.growth, configuration.stemChannels]
        guard !configuration.blocks.isEmpty, sizes.allSatisfy({ $0 > 0 }) else {
            throw NetworkError(
                "A dense network needs positive 'blocks', 'growth' and 'stem_channels'; they are "
                    + "\(configuration.blocks), \(configuration.growth) and "
                    + "\(configuration.stemChannels).")
        }
        let place = scope / "features"
        var channels = configuration.stemChannels
        stem = try Convolution(
            place / "conv0", 1, channels, kernel: configuration.stemKernel, stride: 2,
            bias: false)
        stemNorm = try BatchNorm(place / "norm0", channels: channels)
        stemPooling = configuration.stemPooling
        var blocks: [[DenseLayer]] = []
        var transitions: [DenseTransition] = []
        for (index, count) in configuration.blocks.enumerated() {
            let layers = try (0..<count).map { layer in
                try DenseLayer(
                    place / "denseblock\(index + 1)" / "denselayer\(layer + 1)",
                    channels + layer * configuration.growth, growth: configuration.growth,
                    bottleneck: configuration.bottleneck)
            }
            blocks.append(layers)
            channels += count * configuration.growth
            if index + 1 < configuration.blocks.count {
                transitions.append(
                    try DenseTransition(place / "transition\(index + 1)", channels))
                channels /= 2
            }
        }
        self.blocks = blocks
        self.transitions = transitions
        finalNorm = try BatchNorm(place / "norm5", channels: channels)
        featureCount = channels
    }

    public func featureMaps(_ images: Tensor, isTraining: Bool) throws -> Tensor {
        var maps = try stemNorm(stem(images), isTraining: isTraining).relu()
        if stemPooling { maps = try maps.maxPooled(3, stride: 2, padding: 1) }
        for (index, layers) in blocks.enumerated() {
            for layer in layers { maps = try layer(maps, isTraining: isTraining) }
            if index < transitions.count {
                maps = try transitions[index](maps, isTraining: isTraining)
            }
        }
        return try finalNorm(maps, isTraining: isTraining).relu()
    }
}
