internal import CTorchInterface
public import Safetensors

extension DType {
    /// The same type as safetensors files name it.
    public var elementType: ElementType {
        switch self {
        case .float32: .float32
        case .float16: .float16
        case .bfloat16: .bfloat16
        case .float64: .float64
        case .int64: .int64
        case .int32: .int32
        case .int16: .int16
        case .int8: .int8
        case .uint8: .uint8
        case .bool: .bool
        }
    }

    public init(_ elementType: ElementType) {
        switch elementType {
        case .float32: self = .float32
        case .float16: self = .float16
        case .bfloat16: self = .bfloat16
        case .float64: self = .float64
        case .int64: self = .int64
        case .int32: self = .int32
        case .int16: self = .int16
        case .int8: self = .int8
        case .uint8: self = .uint8
        case .bool: self = .bool
        }
    }
}

extension Tensor {
    /// A tensor over the mapped bytes of a file, without a copy; it keeps the file open.
    ///
    /// Files of others may hold a tensor at an address that its type does not allow; such a
    /// tensor is copied.
    public static func mapped(_ name: String, in file: SafetensorsFile) throws -> Tensor {
        let entry = try file.entry(name)
        let bytes = try file.bytes(of: name)
        let dtype = DType(entry.elementType)
        guard let base = bytes.baseAddress, !bytes.isEmpty else {
            return try .zeros(entry.shape, dtype: dtype)
        }
        guard Int(bitPattern: base).isMultiple(of: dtype.size) else {
            return try .copying(bytes, shape: entry.shape, dtype: dtype)
        }
        let table = try Library.table()
        let owner = Unmanaged.passRetained(file)
        return try withSizes(entry.shape) { sizes, rank in
            try table.made(
                table.pointee.from_memory(
                    UnsafeMutableRawPointer(mutating: base), sizes, rank, dtype.rawValue,
                    { context in
                        guard let context else { return }
                        Unmanaged<SafetensorsFile>.fromOpaque(context).release()
                    }, owner.toOpaque()))
        }
    }

    /// The tensor as the writer takes it, converted to `dtype` when its turn comes.
    public func bytes(named name: String, as dtype: DType? = nil) -> TensorBytes {
        let isConvertible = self.dtype.isFloatingPoint
        let target = isConvertible ? dtype ?? self.dtype : self.dtype
        return TensorBytes(name: name, elementType: target.elementType, shape: shape) { sink in
            try self.detached().to(target).rawBytes().withUnsafeBytes(sink)
        }
    }
}
