public import Foundation

/// A tensor to be written: its place in the header, and a way to get at its bytes when their turn
/// comes, so that never more than one tensor's copy exists.
public struct TensorBytes {
    public let name: String
    public let elementType: ElementType
    public let shape: [Int]
    let emit: (_ sink: (UnsafeRawBufferPointer) throws -> Void) throws -> Void

    /// - Parameter emit: hands the tensor's bytes, row-major and little-endian, to its argument,
    ///   in one piece or several.
    public init(
        name: String, elementType: ElementType, shape: [Int],
        emit: @escaping (_ sink: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) {
        self.name = name
        self.elementType = elementType
        self.shape = shape
        self.emit = emit
    }

    public init(name: String, elementType: ElementType, shape: [Int], data: Data) {
        self.init(name: name, elementType: elementType, shape: shape) { sink in
            try data.withUnsafeBytes(sink)
        }
    }

    public init(name: String, shape: [Int], floats: [Float]) {
        self.init(name: name, elementType: .float32, shape: shape) { sink in
            try floats.withUnsafeBytes(sink)
        }
    }

    /// Rounded to half precision.
    public init(name: String, shape: [Int], halves floats: [Float]) {
        self.init(name: name, elementType: .float16, shape: shape) { sink in
            try floats.map(HalfPrecision.half).withUnsafeBytes(sink)
        }
    }

    public init(name: String, shape: [Int], integers: [Int]) {
        self.init(name: name, elementType: .int64, shape: shape) { sink in
            try integers.map(Int64.init).withUnsafeBytes(sink)
        }
    }
}
