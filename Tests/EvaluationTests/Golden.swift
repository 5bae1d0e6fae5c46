import Foundation
import Tensors

/// The numbers of `Golden/make_golden.py`, and the inputs that it made them from.
struct Golden: Decodable {
    let frechet: Double
    let kernel: Double
    let kernelGrouped: Double
    let similarity: Double
    let linearCode: [Double]
    let area: Double

    static func load() throws -> Golden {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Golden/numbers.json"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Golden.self, from: data)
    }

    /// 0.5 + 0.5 sin(frequency · i + shift) over the flat index i.
    static func pattern(_ count: Int, _ frequency: Double, _ shift: Double = 0) -> [Double] {
        (0..<count).map { 0.5 + 0.5 * sin(frequency * Double($0) + shift) }
    }

    /// 0.5 + 0.5 sin(frequency · i²).
    static func chirp(_ count: Int, _ frequency: Double) -> [Double] {
        (0..<count).map { 0.5 + 0.5 * sin(frequency * Double($0) * Double($0)) }
    }

    static func features(_ rows: Int, _ frequency: Double, _ shift: Double = 0) throws -> Tensor {
        try .of(pattern(rows * 6, frequency, shift), shape: [rows, 6])
    }
}
