extension GreyPicture {
    /// How a picture that is not square is made so.
    public enum Squaring: String, Sendable, Codable, CaseIterable {
        /// The middle is kept.
        case crop
        /// Black is added on both sides.
        case pad
    }

    /// Scales: each axis that shrinks takes the mean over the area that a new pixel covers, each
    /// that grows is interpolated linearly between pixel centres.
    public func resized(width newWidth: Int, height newHeight: Int) -> GreyPicture {
        precondition(newWidth > 0 && newHeight > 0, "a picture has at least one pixel")
        if newWidth == width, newHeight == height { return self }
        let columns = AxisScaling(from: width, to: newWidth)
        let rows = AxisScaling(from: height, to: newHeight)
        let narrowed = columns.applied(
            to: pixels.map(Float.init), lines: height, stride: 1, lineStride: width)
        let scaled = rows.applied(
            to: narrowed, lines: newWidth, stride: newWidth, lineStride: 1)
        return GreyPicture(
            width: newWidth, height: newHeight,
            pixels: scaled.map { UInt8(max(0, min(255, $0.rounded()))) })
    }

    /// Makes the picture square, without scaling it.
    public func squared(by squaring: Squaring) -> GreyPicture {
        if width == height { return self }
        let side = squaring == .crop ? min(width, height) : max(width, height)
        var square = GreyPicture(width: side, height: side)
        let left = (width - side) / 2
        let top = (height - side) / 2
        for y in max(0, -top)..<min(side, height - top) {
            for x in max(0, -left)..<min(side, width - left) {
                square[x, y] = self[x + left, y + top]
            }
        }
        return square
    }
}
