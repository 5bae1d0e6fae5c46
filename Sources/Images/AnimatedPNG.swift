/// Pictures that follow each other as one PNG (PNG specification, third edition: `acTL`, `fcTL`,
/// `fdAT`); programs that know no animation show the first.
public enum AnimatedPNG {
    /// - Parameters:
    ///   - frames: at least one, all of the same size.
    ///   - milliseconds: for which each is shown; the last one four times as long.
    public static func data(_ frames: [GreyPicture], milliseconds: Int) throws -> [UInt8] {
        guard let first = frames.first,
            frames.allSatisfy({ $0.width == first.width && $0.height == first.height })
        else {
            throw PictureError.unwritable(
                path: "an animation", reason: "it needs pictures of one size")
        }
        var bytes: [UInt8] = []
        var sequence: UInt32 = 0
        for (index, frame) in frames.enumerated() {
            let chunks = PNGChunk.all(in: try frame.encodedPNG())
            if index == 0 {
                bytes = PNGChunk.signature
                bytes += chunks.filter { $0.name == "IHDR" }.flatMap(\.bytes)
                bytes += PNGChunk("acTL", UInt32(frames.count).bigEndianBytes + [0, 0, 0, 0]).bytes
            }
            let isLast = index == frames.count - 1
            bytes += control(
                first, &sequence, milliseconds: isLast ? milliseconds * 4 : milliseconds)
            for chunk in chunks where chunk.name == "IDAT" {
                guard index > 0 else {
                    bytes += chunk.bytes
                    continue
                }
                bytes += PNGChunk("fdAT", sequence.bigEndianBytes + chunk.data).bytes
                sequence += 1
            }
        }
        return bytes + PNGChunk("IEND", []).bytes
    }

    /// The whole picture is replaced, nothing is blended.
    private static func control(
        _ size: GreyPicture, _ sequence: inout UInt32, milliseconds: Int
    ) -> [UInt8] {
        defer { sequence += 1 }
        let numbers = [sequence, UInt32(size.width), UInt32(size.height), 0, 0]
        let delay = UInt16(clamping: milliseconds).bigEndianBytes + UInt16(1000).bigEndianBytes
        return PNGChunk("fcTL", numbers.flatMap(\.bigEndianBytes) + delay + [0, 0]).bytes
    }
}
