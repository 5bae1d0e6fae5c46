/// What a file's header says, checked against the file's size.
struct Header {
    var entries: [String: SafetensorsFile.Entry] = [:]
    var metadata: [String: String] = [:]

    /// Larger headers are refused, as the format's own implementation does.
    static let limit = 100_000_000

    /// - Parameter file: the whole file.
    init(path: String, file: UnsafeRawBufferPointer) throws {
        func failure(_ problem: SafetensorsError.Problem) -> SafetensorsError {
            SafetensorsError(path: path, problem: problem)
        }
        guard file.count >= 10 else { throw failure(.tooShort(size: file.count)) }
        let stated = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
        let available = file.count - 8
        guard stated <= UInt64(min(available, Self.limit)) else {
            throw failure(.headerLength(Int(clamping: stated), available: available))
        }
        let dataStart = 8 + Int(stated)
        var parser = HeaderParser(UnsafeRawBufferPointer(rebasing: file[8..<dataStart]))
        let members: [(key: String, value: HeaderParser.Value)]
        do {
            members = try parser.parse()
        } catch let error as HeaderParser.Failure {
            throw failure(.header(reason: error.reason, offset: error.offset))
        }
        do {
            try read(members, dataStart: dataStart)
            try checkCoverage(dataStart: dataStart, size: file.count)
        } catch let problem as Fault {
            throw failure(problem.problem)
        }
    }

    /// A problem that does not know its file yet.
    private struct Fault: Error {
        let problem: SafetensorsError.Problem
    }

    private mutating func read(
        _ members: [(key: String, value: HeaderParser.Value)], dataStart: Int
    ) throws {
        for (name, value) in members {
            guard case .object(let fields) = value else {
                throw Fault(problem: .header(reason: "\(name) is not an object", offset: 8))
            }
            if name == "__metadata__" {
                try readMetadata(fields)
            } else {
                let entry = try Self.entry(name: name, fields: fields, dataStart: dataStart)
                guard entries.updateValue(entry, forKey: name) == nil else {
                    throw Fault(problem: .duplicate(tensor: name))
                }
            }
        }
    }

    private mutating func readMetadata(
        _ fields: [(key: String, value: HeaderParser.Value)]
    ) throws {
        for (key, value) in fields {
            guard case .string(let text) = value else {
                throw Fault(
                    problem: .header(reason: "metadata \(key) is not a string", offset: 8))
            }
            metadata[key] = text
        }
    }

    private static func entry(
        name: String, fields: [(key: String, value: HeaderParser.Value)], dataStart: Int
    ) throws -> SafetensorsFile.Entry {
        var typeName: String?
        var shape: [Int]?
        var offsets: [Int]?
        for (key, value) in fields {
            switch (key, value) {
            case ("dtype", .string(let text)): typeName = text
            case ("shape", .integers(let numbers)): shape = numbers
            case ("data_offsets", .integers(let numbers)): offsets = numbers
            default:
                throw Fault(problem: .header(reason: "\(name) has a bad “\(key)”", offset: 8))
            }
        }
        guard let typeName, let shape, let offsets else {
            throw Fault(
                problem: .header(
                    reason: "\(name) lacks dtype, shape or data_offsets", offset: 8))
        }
        guard let elementType = ElementType(rawValue: typeName) else {
            throw Fault(problem: .unknownElementType(typeName, tensor: name))
        }
        let range = try byteRange(name: name, offsets: offsets, dataStart: dataStart)
        guard let needed = Self.byteCount(shape: shape, elementType: elementType) else {
            throw Fault(problem: .shape(tensor: name, reason: "\(shape) is too large"))
        }
        guard needed == range.count else {
            throw Fault(problem: .size(tensor: name, stated: range.count, needed: needed))
        }
        return SafetensorsFile.Entry(elementType: elementType, shape: shape, byteRange: range)
    }

    private static func byteRange(
        name: String, offsets: [Int], dataStart: Int
    ) throws -> Range<Int> {
        guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= Int.max - dataStart else {
            throw Fault(
                problem: .offsets(
                    tensor: name, reason: "\(offsets) is not a start and an end behind it"))
        }
        return offsets[0] + dataStart..<offsets[1] + dataStart
    }

    /// `nil` if the number does not fit.
    static func byteCount(shape: [Int], elementType: ElementType) -> Int? {
        var count = elementType.size
        for side in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: side)
            guard !overflow, side >= 0 else { return nil }
            count = product
        }
        return count
    }

    /// Every byte behind the header belongs to one tensor.
    private func checkCoverage(dataStart: Int, size: Int) throws {
        let ordered = entries.sorted {
            ($0.value.byteRange.lowerBound, $0.value.byteRange.upperBound, $0.key)
                < ($1.value.byteRange.lowerBound, $1.value.byteRange.upperBound, $1.key)
        }
        var end = dataStart
        for (name, entry) in ordered {
            let start = entry.byteRange.lowerBound
            guard start == end else {
                let reason = start < end ? "it overlaps another tensor" : "a gap lies before it"
                throw Fault(problem: .offsets(tensor: name, reason: reason))
            }
            end = entry.byteRange.upperBound
        }
        guard end <= size else { throw Fault(problem: .truncated(size: size, needed: end)) }
        guard end == size else { throw Fault(problem: .trailingBytes(size - end)) }
    }
}
