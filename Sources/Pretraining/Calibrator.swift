internal import Foundation
internal import Rewards
internal import Tensors

/// Platt scaling (Platt 1999): a slope and a bias per output that make probabilities honest.
enum Calibrator {
    /// - Parameters:
    ///   - logits: [N, outputs], of pictures that the network was not trained on.
    ///   - labels: [N, outputs], 0 or 1.
    static func fit(logits: Tensor, labels: Tensor) throws -> [DiagnosisNetwork.Calibration] {
        let outputs = logits.size(1)
        let logits = try logits.detached()
        let slope = try Tensor.zeros([outputs])
        let bias = try Tensor.zeros([outputs])
        for parameter in [slope, bias] { try parameter.setRequiresGradient(true) }
        for step in 0..<300 {
            let loss = try (logits * slope.exp() + bias).binaryCrossEntropy(labels).mean(0).sum()
            try loss.backward()
            let rate = 2.0 / (1 + Double(step) / 50)
            for parameter in [slope, bias] {
                if let gradient = parameter.gradient {
                    try parameter.add(inPlace: gradient, scale: -rate)
                }
                parameter.clearGradient()
            }
        }
        let (slopes, biases) = (try slope.doubles(), try bias.doubles())
        return (0..<outputs).map { index in
            DiagnosisNetwork.Calibration(
                temperature: 1 / max(1e-3, exp(slopes[index])), bias: biases[index])
        }
    }
}
