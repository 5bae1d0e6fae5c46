/// A record of a TFRecord file: its length in eight bytes, their checksum, the data, its checksum.
enum RecordFrame {
    static func bytes(_ data: [UInt8]) -> [UInt8] {
        let length = UInt64(data.count).littleEndianBytes
        return length + checksum(length) + data + checksum(data)
    }

    /// CRC-32C, rotated and shifted so that checksums of checksums stay useful.
    private static func checksum(_ bytes: [UInt8]) -> [UInt8] {
        let crc = CyclicCheck.crc32C(bytes)
        return ((crc >> 15 | crc << 17) &+ 0xA282_EAD8).littleEndianBytes
    }
}
