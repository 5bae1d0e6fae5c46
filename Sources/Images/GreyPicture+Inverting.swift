extension GreyPicture {
    /// Black for white and white for black.
    public var inverted: GreyPicture {
        GreyPicture(width: width, height: height, pixels: pixels.map { 255 - $0 })
    }
}
