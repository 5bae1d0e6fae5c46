public import Images

/// The pictures of many studies as one block of bytes.
public struct PictureStack: Sendable {
    /// Of every picture, in pixels.
    public let side: Int
    /// `count * side * side` bytes: picture after picture, row by row; 0 is black.
    public let bytes: [UInt8]
    /// For each picture, the position of its study in the collection.
    public let positions: [Int]
    /// Pictures that could not be read; their studies are not among `positions`.
    public let skipped: [SkippedItem]

    public var count: Int { positions.count }

    public subscript(index: Int) -> GreyPicture {
        let size = side * side
        return GreyPicture(
            width: side, height: side,
            pixels: Array(bytes[index * size..<(index + 1) * size]))
    }
}
