/// A picture and where it lies on the screen.
public struct PicturePlacement: Hashable, Sendable {
    /// The same for the same place in every frame.
    public var id: String
    public var rect: Rect
    public var picture: Picture
    public var window: PictureWindow

    public init(id: String, rect: Rect, picture: Picture, window: PictureWindow = .full) {
        self.id = id
        self.rect = rect
        self.picture = picture
        self.window = window
    }
}
