/// Decoded bytes with as many components per pixel as asked for: what the codecs exchange with
/// the picture types.
struct Raster {
    /// Four times the largest radiograph in use; keeps a damaged header from claiming all memory.
    static let pixelLimit = 100_000_000

    /// 1 is grey, 3 is red, green, blue.
    enum Components: Int {
        case grey = 1
        case color = 3
    }

    let width: Int
    let height: Int
    let components: Components
    var bytes: [UInt8]

    /// Luma of ITU-R BT.601, rounded; equal parts keep their value.
    var grey: Raster {
        guard components == .color else { return self }
        let shades = (0..<width * height).map { pixel -> UInt8 in
            let (red, green, blue) = (bytes[pixel * 3], bytes[pixel * 3 + 1], bytes[pixel * 3 + 2])
            let sum = 19_595 * Int(red) + 38_470 * Int(green) + 7_471 * Int(blue)
            return UInt8((sum + 32_768) >> 16)
        }
        return Raster(width: width, height: height, components: .grey, bytes: shades)
    }

    static func check(width: Int, height: Int, name: String) throws {
        guard width > 0, height > 0 else {
            throw PictureError.corrupt(name: name, reason: "it has no pixels")
        }
        guard width <= pixelLimit / height else {
            throw PictureError.tooLarge(name: name, width: width, height: height)
        }
    }
}
