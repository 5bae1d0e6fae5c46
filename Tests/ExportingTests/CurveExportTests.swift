import Foundation
import Testing

@testable import Exporting

@Suite("Exported curves") struct CurveExportTests {
    @Test("are a line an epoch as CSV, with what is not finite as words")
    func csv() throws {
        let text = try CurveTable.csv(ExportedRun().record())
        #expect(
            text == """
                epoch,elapsed_seconds,anchor/posture/mean,judge/posture,policy/loss,reward/posture/mean\r
                1,20.0,0.25,,-0.5,0.25\r
                2,40.0,0.25,,nan,0.5\r
                3,60.0,0.25,inf,-0.5,0.75\r

                """)
    }

    /// Check value of the algorithm (Koopman, "32-bit cyclic redundancy codes for internet
    /// applications", and RFC 3720 B.4: 32 bytes of zeros).
    @Test("have the checks of TFRecord files")
    func checks() {
        #expect(CyclicCheck.crc32C(Array("123456789".utf8)) == 0xE306_9283)
        #expect(CyclicCheck.crc32C([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    }

    @Test("are whole records for TensorBoard, a version first and then an event an epoch")
    func records() throws {
        let bytes = EventFile.bytes(try ExportedRun().record())
        let records = try Self.records(in: bytes)
        #expect(records.count == 4)
        #expect(String(decoding: records[0], as: UTF8.self).hasSuffix("brain.Event:2"))
        // field 1, a double: the epoch's time; field 2, a varint: its number
        #expect(records[3].prefix(1) == [0x09])
        let time = records[3][1..<9].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        #expect(Double(bitPattern: time) == 1_750_000_060)
        #expect(records[3][9..<11] == [0x10, 3])
        let value = Float(0.75).bitPattern.littleEndianBytes
        let name = Array("reward/posture/mean".utf8)
        let entry = [0x0A, UInt8(name.count)] + name + [0x15] + value
        #expect(records[3].firstRange(of: entry) != nil)
    }

    /// Splits a TFRecord file and checks every checksum.
    private static func records(in bytes: [UInt8]) throws -> [[UInt8]] {
        var records: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = Array(rest.prefix(8))
            let count = Int(length.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
            try #require(rest.count >= count + 16)
            let data = Array(rest.dropFirst(12).prefix(count))
            #expect(Array(rest.dropFirst(8).prefix(4)) == masked(length))
            #expect(Array(rest.dropFirst(12 + count).prefix(4)) == masked(data))
            records.append(data)
            rest = rest.dropFirst(16 + count)
        }
        return records
    }

    private static func masked(_ bytes: [UInt8]) -> [UInt8] {
        let crc = CyclicCheck.crc32C(bytes)
        return ((crc >> 15 | crc << 17) &+ 0xA282_EAD8).littleEndianBytes
    }
}
