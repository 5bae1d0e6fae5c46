/// Protocol Buffers' wire format, as much of it as events need.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    private enum WireType: UInt64 {
        case varint = 0
        case fixed64 = 1
        case delimited = 2
        case fixed32 = 5
    }

    mutating func add(_ field: UInt64, _ value: Double) {
        addTag(field, .fixed64)
        bytes += value.bitPattern.littleEndianBytes
    }

    mutating func add(_ field: UInt64, _ value: Float) {
        addTag(field, .fixed32)
        bytes += value.bitPattern.littleEndianBytes
    }

    mutating func add(_ field: UInt64, _ value: Int) {
        addTag(field, .varint)
        addVarint(UInt64(bitPattern: Int64(value)))
    }

    mutating func add(_ field: UInt64, _ text: String) { add(field, Array(text.utf8)) }

    mutating func add(_ field: UInt64, _ message: ProtobufMessage) { add(field, message.bytes) }

    private mutating func add(_ field: UInt64, _ content: [UInt8]) {
        addTag(field, .delimited)
        addVarint(UInt64(content.count))
        bytes += content
    }

    private mutating func addTag(_ field: UInt64, _ type: WireType) {
        addVarint(field << 3 | type.rawValue)
    }

    private mutating func addVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

extension FixedWidthInteger {
    var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
