public import Evaluation
internal import Foundation
internal import Images
internal import Rewards
public import Studies
public import Tensors

/// The pictures of a collection as batches: small collections lie in memory, others in a file that
/// is mapped.
public struct PicturePool {
    private enum Pixels {
        case memory(PictureStack)
        case file(PictureFileStack)

        func withBytes<Result>(
            _ body: (UnsafeRawBufferPointer) throws -> Result
        ) rethrows -> Result {
            switch self {
            case .memory(let stack): try stack.bytes.withUnsafeBytes(body)
            case .file(let stack): try stack.withBytes(body)
            }
        }
    }

    /// Bytes of pixels from which on a collection is kept in a file.
    public static let memoryLimit = 512 << 20

    public let studies: [Study]
    public let side: Int
    private let pixels: Pixels

    /// The studies of a part of the split whose pictures can be read.
    ///
    /// - Parameters:
    ///   - stateFolder: keeps the pixels of collections that are larger than `memoryLimit`, scaled,
    ///     so that a part is read only once.
    ///   - memoryLimit: in bytes.
    public init(
        _ collection: any StudyCollection, part: PatientSplit, side: Int, stateFolder: String,
        memoryLimit: Int = Self.memoryLimit, log: ProgressLog? = nil
    ) throws {
        let positions = collection.positions(in: part)
        guard !positions.isEmpty else {
            throw PretrainingError(
                "\(collection.name) has no study of the part '\(part.rawValue)' (patients whose "
                    + "number ends in \(part.lastDigits.sorted())).")
        }
        if positions.count * side * side <= memoryLimit {
            let stack = try PictureStack(loading: collection, at: positions, side: side)
            studies = collection.studies(at: stack.positions)
            pixels = .memory(stack)
        } else {
            let stack = try PictureFileStack(
                folder: stateFolder, of: collection, at: positions, side: side
            ) { log?.progress("pictures of \(part.rawValue)", $0, of: $1) }
            studies = collection.studies(at: stack.positions)
            pixels = .file(stack)
        }
        self.side = side
    }

    public var count: Int { studies.count }

    /// Of which films these are and what is known of them.
    public var digest: String {
        var fingerprint = Fingerprint()
        fingerprint.combine(String(side))
        for study in studies {
            fingerprint.combine(study.id)
            fingerprint.combine(study.positives.joined(separator: "|"))
            fingerprint.combine(study.report)
        }
        return fingerprint.text
    }

    /// Pictures [N, 1, side, side] in [0, 1].
    public func pictures(_ indices: [Int]) throws -> Tensor {
        let size = side * side
        var chosen: [UInt8] = []
        chosen.reserveCapacity(indices.count * size)
        pixels.withBytes { bytes in
            for index in indices { chosen += bytes[index * size..<(index + 1) * size] }
        }
        return try Tensor.of(chosen, shape: [indices.count, 1, side, side]).to(.float32) / 255
    }

    /// Square crops [N, 1, size, size] in [0, 1] at random places of random pictures.
    public func crops(_ count: Int, size: Int, _ generator: RandomGenerator) throws -> Tensor {
        let chosen = try generator.integers(0..<self.count, [count]).integers()
        let corners = try generator.integers(0..<side - size + 1, [count * 2]).integers()
        var crops: [UInt8] = []
        crops.reserveCapacity(count * size * size)
        pixels.withBytes { bytes in
            for (number, picture) in chosen.enumerated() {
                let (left, top) = (corners[2 * number], corners[2 * number + 1])
                for row in top..<top + size {
                    let start = picture * side * side + row * side + left
                    crops += bytes[start..<start + size]
                }
            }
        }
        return try Tensor.of(crops, shape: [count, 1, size, size]).to(.float32) / 255
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
