import Testing

@testable import Images

@Suite("Animated PNG") struct AnimationTests {
    private let frames = (0..<3).map { GreyPicture(width: 5, height: 4, shade: UInt8($0 * 90)) }

    @Test("is the first picture to programs that know no animation")
    func first() throws {
        let bytes = try AnimatedPNG.data(frames, milliseconds: 100)
        #expect(try GreyPicture(decoding: bytes, name: "animation") == frames[0])
    }

    @Test("holds every picture, numbered without a gap, each chunk with its check")
    func chunks() throws {
        let bytes = try AnimatedPNG.data(frames, milliseconds: 100)
        let chunks = PNGChunk.all(in: bytes)
        #expect(PNGChunk.signature + chunks.flatMap(\.bytes) == bytes)
        let names = chunks.map(\.name)
        #expect(names.prefix(4) == ["IHDR", "acTL", "fcTL", "IDAT"])
        #expect(names.last == "IEND")
        #expect(chunks[1].data == [0, 0, 0, 3, 0, 0, 0, 0])
        let numbered = chunks.filter { ["fcTL", "fdAT"].contains($0.name) }
        #expect(numbered.map { Int($0.data[3]) } == Array(0..<numbered.count))
        let second = chunks.filter { $0.name == "fdAT" }[0]
        let alone =
            PNGChunk.signature + chunks[0].bytes
            + PNGChunk("IDAT", Array(second.data.dropFirst(4))).bytes
            + PNGChunk("IEND", []).bytes
        #expect(try GreyPicture(decoding: alone, name: "frame") == frames[1])
    }

    /// Check value of CRC-32.
    @Test("has the check of the PNG specification")
    func check() {
        #expect(PNGChunk.crc(Array("123456789".utf8)) == 0xCBF4_3926)
    }

    @Test("is refused for pictures of several sizes, and for none")
    func refusal() {
        #expect(throws: PictureError.self) { try AnimatedPNG.data([], milliseconds: 100) }
        #expect(throws: PictureError.self) {
            try AnimatedPNG.data(
                [frames[0], GreyPicture(width: 1, height: 1)], milliseconds: 100)
        }
    }
}
