/// A picture and where it lies on the screen.
public struct PicturePlacement: Hashable, Sendable {
    /// The same for the same place in every frame.
    public var id: String
    public var rect: Rect
    public var picture: Picture
    public var view: PictureView

    public init(id: String, rect: Rect, picture: Picture, view: PictureView = .whole) {
        self.id = id
        self.rect = rect
        self.picture = picture
        self.view = view
    }
}
