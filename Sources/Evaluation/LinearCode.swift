internal import Foundation
internal import Tensors

/// The best linear code of pixel blocks (principal components), which an autoencoder with as many
/// numbers has to beat.
public struct LinearCode {
    /// Side of a block in pixels.
    public let block: Int
    /// [block²].
    private let mean: Tensor
    /// [block², block²], the directions of largest variance last.
    private let directions: Tensor

    /// - Parameter pictures: with sides that are multiples of `block`.
    public init(fitting pictures: PictureSource, block: Int = 8) throws {
        let size = block * block
        var sum = try Tensor.zeros([size], dtype: .float64)
        var products = try Tensor.zeros([size, size], dtype: .float64)
        var count = 0
        _ = try pictures.batches { batch, _ in
            let rows = try Self.blocks(batch, block)
            sum = try sum + rows.sum(0)
            products = try products + rows.transposed().matmul(rows)
            count += rows.size(0)
        }
        guard count > 1 else { throw EvaluationError("A linear code needs pictures to fit.") }
        self.block = block
        mean = try sum / Double(count)
        let outer = try mean.reshaped(-1, 1).matmul(mean.reshaped(1, -1))
        directions = try (products / Double(count) - outer).symmetricEigen().vectors
    }

    /// Peak signal-to-noise ratio in dB over all pixels, of codes with these many numbers a block.
    public func signalToNoise(
        _ pictures: PictureSource, numbers: [Int]
    ) throws -> [Double] {
        let size = block * block
        var squares = [Double](repeating: 0, count: numbers.count)
        var pixels = 0
        _ = try pictures.batches { batch, _ in
            let centred = try Self.blocks(batch, block) - mean
            pixels += centred.count
            for (index, number) in numbers.enumerated() {
                let basis = try directions.sliced(1, size - min(number, size)..<size)
                let coded = try centred.matmul(basis).matmul(basis.transposed())
                squares[index] += try (centred - coded).squared().sum().item()
            }
        }
        return squares.map { -10 * log10($0 / Double(pixels)) }
    }

    /// [blocks, block²], fp64.
    private static func blocks(_ pictures: Tensor, _ block: Int) throws -> Tensor {
        let (count, height, width) = (pictures.size(0), pictures.size(2), pictures.size(3))
        guard height.isMultiple(of: block), width.isMultiple(of: block) else {
            throw EvaluationError(
                "Pictures of \(width)×\(height) are not made of blocks of \(block)×\(block).")
        }
        return try pictures.to(.float64)
            .reshaped(count, height / block, block, width / block, block)
            .permuted(0, 1, 3, 2, 4).reshaped(-1, block * block)
    }
}
