internal import Foundation
internal import Workbench

/// Puts messages together from the pieces that a socket hands over.
struct FrameReader {
    private var buffer = Data()
    private var start = 0

    mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > 0 {
            buffer.removeSubrange(..<(buffer.startIndex + start))
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole message.
    ///
    /// - Throws: `AttachmentError.damaged`.
    mutating func next<Message: Decodable>(_ type: Message.Type) throws -> Message? {
        let rest = buffer.dropFirst(start)
        guard let blank = rest.prefix(12).firstIndex(of: UInt8(ascii: " ")) else {
            guard rest.count < 12 else { throw Self.damaged }
            return nil
        }
        let length = try Self.length(rest[rest.startIndex..<blank])
        let body = rest[(blank + 1)...]
        guard body.count > length else { return nil }
        let end = body.startIndex + length
        guard body[end] == UInt8(ascii: "\n") else { throw Self.damaged }
        start = end + 1 - buffer.startIndex
        do {
            return try LosslessJSON.decode(type, from: Data(body[..<end]))
        } catch {
            throw AttachmentError.damaged(reason: "a message of an unknown kind")
        }
    }

    private static func length(_ digits: Data) throws -> Int {
        guard let length = Int(String(decoding: digits, as: UTF8.self)), length >= 0,
            length <= WireProtocol.longestMessage
        else { throw damaged }
        return length
    }

    private static let damaged = AttachmentError.damaged(reason: "the length of a message is wrong")
}
