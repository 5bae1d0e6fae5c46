extension GreyPicture {
    /// Reads a PNG or JPEG; colours become their luma, 16 bits become 8.
    public init(contentsOf path: String) throws {
        self.init(try PictureFile.read(path, as: .grey))
    }

    /// Decodes a PNG or JPEG that is in memory.
    ///
    /// - Parameter name: what errors call it.
    public init(decoding bytes: [UInt8], name: String) throws {
        self.init(try PictureFile.decode(bytes, name: name, as: .grey))
    }

    private init(_ raster: Raster) {
        self.init(width: raster.width, height: raster.height, pixels: raster.bytes)
    }

    private var raster: Raster {
        Raster(width: width, height: height, components: .grey, bytes: pixels)
    }

    /// The picture as the bytes of a PNG file.
    public func encodedPNG() throws -> [UInt8] {
        try PNGCodec.encode(raster, name: "the picture")
    }

    /// Writes a PNG, whole or not at all.
    public func writePNG(to path: String) throws {
        try PictureFile.write(raster, to: path)
    }
}
