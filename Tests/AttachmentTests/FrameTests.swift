import Foundation
import Testing
import Workbench

@testable import Attachment

@Suite("Messages on the wire") struct FrameTests {
    private static let messages: [ServerMessage] = [
        .welcome(version: 1, program: "0.1"),
        .event(.rewardWeightChanged(reward: "posture", weight: 0.5)),
        .answer(number: 3, refusal: "There is nothing to pause."),
        .answer(number: 4, refusal: nil),
    ]

    @Test("come whole out of pieces of any size", arguments: [1, 2, 7, 1000])
    func pieces(size: Int) throws {
        var reader = FrameReader()
        var read: [ServerMessage] = []
        let bytes = try Self.messages.map(WireFrame.data).reduce(Data(), +)
        for start in stride(from: 0, to: bytes.count, by: size) {
            reader.append(bytes[start..<min(start + size, bytes.count)])
            while let message = try reader.next(ServerMessage.self) { read.append(message) }
        }
        #expect(read == Self.messages)
    }

    @Test("are a length, a blank, JSON and a newline")
    func layout() throws {
        let text = String(
            decoding: try WireFrame.data(ClientMessage.hello(version: 1, program: "0.1")),
            as: UTF8.self)
        #expect(text == "39 {\"hello\":{\"program\":\"0.1\",\"version\":1}}\n")
    }

    @Test("keep numbers that JSON has no words for")
    func numbers() throws {
        let report = EpochReport(epoch: 1, metrics: ["a": .infinity, "b": .nan], elapsed: 2)
        var reader = FrameReader()
        reader.append(try WireFrame.data(ServerMessage.event(.epochFinished(report))))
        guard case .event(.epochFinished(let read))? = try reader.next(ServerMessage.self) else {
            Issue.record("another message came")
            return
        }
        #expect(read.metrics["a"] == .infinity)
        #expect(read.metrics["b"]?.isNaN == true)
    }

    @Test(
        "that are damaged are refused",
        arguments: ["hello there, you", "2 {}x", "-1 {}\n", "99999999999 ", "2 {}\n"])
    func damage(text: String) {
        var reader = FrameReader()
        reader.append(Data(text.utf8))
        #expect(throws: AttachmentError.self) { try reader.next(ServerMessage.self) }
    }
}
