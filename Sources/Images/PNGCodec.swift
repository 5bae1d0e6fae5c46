import CPNG

/// PNG through libpng's simplified interface, whose errors come back as values.
enum PNGCodec {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47]

    /// Any PNG as grey or colour of 8 bits; what is transparent is laid on black.
    ///
    /// - Parameter wanted: `nil` takes the file's own kind.
    static func decode(
        _ bytes: [UInt8], name: String, as wanted: Raster.Components?
    ) throws -> Raster {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        // libpng keeps the pointer until the read is finished
        return try bytes.withUnsafeBytes { buffer in
            guard png_image_begin_read_from_memory(&image, buffer.baseAddress, buffer.count) != 0
            else { throw failure(image, name: name) }
            let (width, height) = (Int(image.width), Int(image.height))
            try Raster.check(width: width, height: height, name: name)
            let isColor = image.format & png_uint_32(PNG_FORMAT_FLAG_COLOR) != 0
            let components: Raster.Components = isColor || wanted == .color ? .color : .grey
            image.format = png_uint_32(components == .color ? PNG_FORMAT_FLAG_COLOR : 0)
            // without it 16-bit samples are taken for linear light and brightened
            image.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
            var pixels = [UInt8](repeating: 0, count: width * height * components.rawValue)
            let isRead = pixels.withUnsafeMutableBytes {
                png_image_finish_read(&image, nil, $0.baseAddress, 0, nil)
            }
            guard isRead != 0 else { throw failure(image, name: name) }
            let raster = Raster(
                width: width, height: height, components: components, bytes: pixels)
            return wanted == .grey ? raster.grey : raster
        }
    }

    static func encode(_ raster: Raster, name: String) throws -> [UInt8] {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        image.width = png_uint_32(raster.width)
        image.height = png_uint_32(raster.height)
        image.format = png_uint_32(raster.components == .color ? PNG_FORMAT_FLAG_COLOR : 0)
        defer { png_image_free(&image) }
        let raw = raster.bytes.count + raster.height
        var size = raw + raw / 64 + 4096
        var output = [UInt8](repeating: 0, count: size)
        let isWritten = output.withUnsafeMutableBytes { output in
            raster.bytes.withUnsafeBytes {
                png_image_write_to_memory(
                    &image, output.baseAddress, &size, 0, $0.baseAddress, 0, nil)
            }
        }
        guard isWritten != 0 else {
            throw PictureError.unwritable(path: name, reason: message(of: image))
        }
        return Array(output.prefix(size))
    }

    private static func failure(_ image: png_image, name: String) -> PictureError {
        .corrupt(name: name, reason: message(of: image))
    }

    private static func message(of image: png_image) -> String {
        withUnsafeBytes(of: image.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
