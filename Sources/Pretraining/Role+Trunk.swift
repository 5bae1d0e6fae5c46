internal import Rewards
internal import Studies

extension Role {
    /// A residual network for the rewards, a dense one for the judges, both for 128² pictures and
    /// with first maps of 64²: effusions and heart borders are thin at that size.
    var trunk: TrunkConfiguration {
        switch self {
        case .rewards:
            .residual(
                ResidualNetwork.Configuration(
                    widths: [24, 48, 96, 160], blocks: [1, 1, 1, 1], stemKernel: 5,
                    stemStride: 2, stemPooling: false))
        case .judges:
            .dense(
                DenseNetwork.Configuration(
                    growth: 16, blocks: [3, 4, 6, 6], stemChannels: 32, stemKernel: 5,
                    stemPooling: false, bottleneck: 2))
        }
    }

    var input: ImageInput { ImageInput(size: 128) }

    func card(_ what: String) -> NetworkCard {
        NetworkCard(
            description: "\(what), trained on 128×128 films of the patients whose number ends in "
                + "\(part.lastDigits.sorted().map(String.init).joined(separator: ", "))",
            attribution: "NIH Clinical Center, ChestX-ray14 (Wang et al., CVPR 2017)")
    }
}
