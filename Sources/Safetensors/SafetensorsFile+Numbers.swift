extension SafetensorsFile {
    /// The elements of a floating-point tensor, row-major, whatever their precision in the file.
    public func floats(of name: String) throws -> [Float] {
        let entry = try entry(name)
        let bytes = try bytes(of: name)
        switch entry.elementType {
        case .float64: return elements(bytes, as: Double.self).map { Float($0) }
        case .float32: return elements(bytes, as: Float.self)
        case .float16: return elements(bytes, as: UInt16.self).map(HalfPrecision.float(half:))
        case .bfloat16: return elements(bytes, as: UInt16.self).map(HalfPrecision.float(bfloat:))
        case .int64, .int32, .int16, .int8, .uint8, .bool:
            throw wrongType(name, entry, wanted: "floating-point numbers")
        }
    }

    /// The elements of an integer tensor, row-major; truth values are 0 and 1.
    public func integers(of name: String) throws -> [Int] {
        let entry = try entry(name)
        let bytes = try bytes(of: name)
        switch entry.elementType {
        case .int64: return elements(bytes, as: Int64.self).map { Int($0) }
        case .int32: return elements(bytes, as: Int32.self).map { Int($0) }
        case .int16: return elements(bytes, as: Int16.self).map { Int($0) }
        case .int8: return elements(bytes, as: Int8.self).map { Int($0) }
        case .uint8: return bytes.map { Int($0) }
        case .bool: return bytes.map { $0 == 0 ? 0 : 1 }
        case .float64, .float32, .float16, .bfloat16:
            throw wrongType(name, entry, wanted: "integers")
        }
    }

    private func wrongType(_ name: String, _ entry: Entry, wanted: String) -> SafetensorsError {
        SafetensorsError(
            path: path,
            problem: .wrongElementType(tensor: name, found: entry.elementType, wanted: wanted))
    }

    private func elements<Element: BitwiseCopyable>(
        _ bytes: UnsafeRawBufferPointer, as type: Element.Type
    ) -> [Element] {
        let count = bytes.count / MemoryLayout<Element>.size
        return [Element](unsafeUninitializedCapacity: count) { buffer, initialised in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
            initialised = count
        }
    }
}
