public import Evaluation
internal import Foundation
internal import Images
public import Studies
public import Tensors

/// The pictures of a collection in memory, as batches.
public struct PicturePool {
    public let studies: [Study]
    public let side: Int
    private let stack: PictureStack

    /// The studies of a part of the split whose pictures can be read.
    public init(_ collection: any StudyCollection, part: PatientSplit, side: Int) throws {
        let positions = collection.positions(in: part)
        guard !positions.isEmpty else {
            throw PretrainingError(
                "\(collection.name) has no study of the part '\(part.rawValue)' (patients whose "
                    + "number ends in \(part.lastDigits.sorted())).")
        }
        stack = try PictureStack(loading: collection, at: positions, side: side)
        studies = collection.studies(at: stack.positions)
        self.side = side
    }

    public var count: Int { studies.count }

    /// Pictures [N, 1, side, side] in [0, 1].
    public func pictures(_ indices: [Int]) throws -> Tensor {
        let size = side * side
        var bytes: [UInt8] = []
        bytes.reserveCapacity(indices.count * size)
        for index in indices { bytes += stack.bytes[index * size..<(index + 1) * size] }
        return try Tensor.of(bytes, shape: [indices.count, 1, side, side]).to(.float32) / 255
    }

    /// Square crops [N, 1, size, size] in [0, 1] at random places of random pictures.
    public func crops(_ count: Int, size: Int, _ generator: RandomGenerator) throws -> Tensor {
        let chosen = try generator.integers(0..<self.count, [count]).integers()
        let corners = try generator.integers(0..<side - size + 1, [count * 2]).integers()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * size * size)
        for (number, picture) in chosen.enumerated() {
            let (left, top) = (corners[2 * number], corners[2 * number + 1])
            for row in top..<top + size {
                let start = picture * side * side + row * side + left
                bytes += stack.bytes[start..<start + size]
            }
        }
        return try Tensor.of(bytes, shape: [count, 1, size, size]).to(.float32) / 255
    }
}

extension PicturePool {
    /// All pictures, made when they are wanted.
    public var source: PictureSource {
        PictureSource(count: count) { try pictures(Array($0)) }
    }

    /// A number from 0 for each picture's patient, which ties their films together.
    public var patientGroups: [Int] {
        var numbers: [Int: Int] = [:]
        return studies.map { study in
            let number = numbers[study.patient] ?? numbers.count
            numbers[study.patient] = number
            return number
        }
    }
}
