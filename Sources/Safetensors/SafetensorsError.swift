/// Why a safetensors file could not be read or written.
public struct SafetensorsError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Problem: Sendable, Equatable {
        case cannotOpen(reason: String)
        case cannotWrite(reason: String)
        case tooShort(size: Int)
        case headerLength(Int, available: Int)
        case header(reason: String, offset: Int)
        case unknownElementType(String, tensor: String)
        case shape(tensor: String, reason: String)
        case size(tensor: String, stated: Int, needed: Int)
        case offsets(tensor: String, reason: String)
        case truncated(size: Int, needed: Int)
        case trailingBytes(Int)
        case duplicate(tensor: String)
        case noSuchTensor(String, nearest: [String])
        case wrongElementType(tensor: String, found: ElementType, wanted: String)
        case wrongByteCount(tensor: String, given: Int, needed: Int)
    }

    public let path: String
    public let problem: Problem

    public init(path: String, problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// One sentence: what is wrong with which file, and how to mend it.
    public var description: String {
        switch problem {
        case .cannotOpen(let reason):
            "\(path) cannot be read (\(reason)): check the path and its permissions."
        case .cannotWrite(let reason):
            "\(path) could not be written (\(reason)); what was there before is unchanged: "
                + "check the folder, its permissions and the free space, then try again."
        case .tooShort(let size):
            "\(path) is not a safetensors file: it has \(size) bytes and the header alone needs "
                + "more. \(Self.fetchAgain)"
        case .headerLength(let length, let available):
            "\(path) is not a safetensors file, or is cut short: its header claims \(length) bytes "
                + "where \(available) follow. \(Self.fetchAgain)"
        case .header(let reason, let offset):
            "\(path) has a damaged header (\(reason), at byte \(offset)). \(Self.fetchAgain)"
        case .unknownElementType(let name, let tensor):
            "\(path) stores \(tensor) as \(name), which is not one of "
                + ElementType.allCases.map(\.rawValue).joined(separator: ", ")
                + ": convert the tensor and save the file again."
        case .shape(let tensor, let reason):
            "\(path) gives \(tensor) an impossible shape (\(reason)). \(Self.fetchAgain)"
        case .size(let tensor, let stated, let needed):
            "\(path) gives \(tensor) \(stated) bytes where its shape and type need \(needed). "
                + Self.fetchAgain
        case .offsets(let tensor, let reason):
            "\(path) has bad offsets for \(tensor) (\(reason)). \(Self.fetchAgain)"
        case .truncated(let size, let needed):
            "\(path) is cut short: it has \(size) bytes and its header describes \(needed). "
                + Self.fetchAgain
        case .trailingBytes(let count):
            "\(path) has \(count) bytes that belong to no tensor. \(Self.fetchAgain)"
        case .duplicate(let tensor):
            "\(path) names \(tensor) more than once: remove the copy and save the file again."
        case .noSuchTensor(let name, let nearest):
            "\(path) has no tensor \(name)"
                + (nearest.isEmpty ? "" : " (it has \(nearest.joined(separator: ", ")))")
                + ": check that the file belongs to this model."
        case .wrongElementType(let tensor, let found, let wanted):
            "\(path) stores \(tensor) as \(found.rawValue) where \(wanted) are needed: "
                + "convert the tensor and save the file again."
        case .wrongByteCount(let tensor, let given, let needed):
            "\(path) was not written: \(tensor) came with \(given) bytes where its shape and type "
                + "need \(needed); give the tensor's own shape."
        }
    }

    private static let fetchAgain = "Copy or download the file again."
}
