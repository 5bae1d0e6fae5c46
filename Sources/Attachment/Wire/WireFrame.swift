internal import Foundation
internal import Workbench

/// A message on the wire: its length in decimal digits, a blank, that many bytes of JSON, and a
/// newline that the length does not count.
enum WireFrame {
    static func data(_ message: some Encodable) throws -> Data {
        let body = try LosslessJSON.data(message)
        var frame = Data("\(body.count) ".utf8)
        frame.append(body)
        frame.append(UInt8(ascii: "\n"))
        return frame
    }
}
