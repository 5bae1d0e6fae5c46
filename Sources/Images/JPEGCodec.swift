import CJPEG

/// JPEG, baseline and progressive, through libjpeg, turned as its Exif data says.
enum JPEGCodec {
    static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

    /// - Parameter wanted: `nil` takes the file's own kind.
    static func decode(
        _ bytes: [UInt8], name: String, as wanted: Raster.Components?
    ) throws -> Raster {
        var message = [CChar](repeating: 0, count: Int(CJPEG_MESSAGE_LENGTH))
        var (width, height, count): (Int32, Int32, Int32) = (0, 0, 0)
        guard cjpeg_measure(bytes, bytes.count, &width, &height, &count, &message) != 0 else {
            throw failure(message, name: name)
        }
        try Raster.check(width: Int(width), height: Int(height), name: name)
        let components = wanted ?? (count == 1 ? .grey : .color)
        var pixels = [UInt8](
            repeating: 0, count: Int(width) * Int(height) * components.rawValue)
        let isRead = cjpeg_decode(
            bytes, bytes.count, components == .grey ? 1 : 0, &pixels, &message)
        guard isRead != 0 else { throw failure(message, name: name) }
        let raster = Raster(
            width: Int(width), height: Int(height), components: components, bytes: pixels)
        return ExifOrientation(jpeg: bytes).applied(to: raster)
    }

    private static func failure(_ message: [CChar], name: String) -> PictureError {
        let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return .corrupt(name: name, reason: String(decoding: text, as: UTF8.self))
    }
}
