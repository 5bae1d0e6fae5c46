/// How a picture is looked at: its shades, which part of it, and how large.
public struct PictureView: Hashable, Sendable {
    public var window = PictureWindow.full
    /// 1 shows all of it, 2 half of its width and height.
    public var zoom = 1.0
    /// What lies in the middle, as a share of the picture's width.
    public var centreX = 0.5
    /// What lies in the middle, as a share of the picture's height.
    public var centreY = 0.5
    /// One pixel of the picture for one of the screen; in glyphs, one for a column and two for a
    /// row.
    public var isActualSize = false

    public init() {}

    public static let whole = PictureView()

    /// The part that is shown, in the picture's pixels.
    ///
    /// - Parameter shown: the pixels that it gets; only those count for the actual size.
    func region(of picture: Size, shown: Size) -> Rect {
        let size =
            isActualSize
            ? Size(
                width: min(picture.width, shown.width), height: min(picture.height, shown.height))
            : Size(width: part(of: picture.width), height: part(of: picture.height))
        return Rect(
            x: start(centreX, size.width, of: picture.width),
            y: start(centreY, size.height, of: picture.height), width: size.width,
            height: size.height)
    }

    private func part(of length: Int) -> Int {
        max(1, Int((Double(length) / max(1, zoom)).rounded()))
    }

    /// As near to the middle as the edges allow.
    private func start(_ centre: Double, _ part: Int, of length: Int) -> Int {
        let start = centre * Double(length) - Double(part) / 2
        return Int(min(Double(length - part), max(0, start.rounded())))
    }
}
