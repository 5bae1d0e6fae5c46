public import Images

extension Study {
    /// Reads the picture, air black.
    public func picture() throws -> GreyPicture {
        let picture = try GreyPicture(contentsOf: imagePath)
        return isInverted ? picture.inverted : picture
    }
}
