internal import Foundation
internal import Rewards

/// The numbers of a network's card as a line.
enum Measurements {
    static func text(_ card: NetworkCard) -> String {
        card.measurements.sorted { $0.key < $1.key }
            .map { String(format: "%@ %.3f", $0.key, $0.value) }.joined(separator: ", ")
    }
}
