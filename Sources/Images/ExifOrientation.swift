/// How a camera held a picture that a JPEG stores (Exif 2.3, tag 0x0112).
enum ExifOrientation: Int {
    case upright = 1
    case mirrored
    case turnedHalf
    case upsideDownMirrored
    /// Rows are columns.
    case transposed
    /// To be turned a quarter to the right.
    case turnedLeft
    case transposedOtherWay
    /// To be turned a quarter to the left.
    case turnedRight

    /// Reads it from the bytes of a JPEG; upright where it says nothing.
    init(jpeg bytes: [UInt8]) {
        self = ExifOrientation.exif(in: bytes).flatMap(ExifOrientation.init(tiff:)) ?? .upright
    }

    /// Reads it from the first directory of Exif's TIFF structure.
    private init?(tiff bytes: ArraySlice<UInt8>) {
        let isLittle = bytes.starts(with: [0x49, 0x49])
        func number(_ offset: Int, _ count: Int) -> Int? {
            let start = bytes.startIndex + offset
            guard offset >= 0, start + count <= bytes.endIndex else { return nil }
            let digits = bytes[start..<start + count]
            return (isLittle ? digits.reversed() : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for entry in 0..<entries {
            let start = directory + 2 + entry * 12
            guard let tag = number(start, 2), let value = number(start + 8, 2) else { return nil }
            if tag == 0x0112 {
                self.init(rawValue: value)
                return
            }
        }
        return nil
    }

    /// The content of the segment that holds Exif's data, before the picture itself.
    private static func exif(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
        let name: [UInt8] = Array("Exif".utf8) + [0, 0]
        var position = 2
        while position + 4 <= bytes.count, bytes[position] == 0xFF {
            let marker = bytes[position + 1]
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            let end = position + 2 + length
            // from the start of scan on there are only pixels
            guard marker != 0xDA, length >= 2, end <= bytes.count else { return nil }
            let content = bytes[(position + 4)..<end]
            if marker == 0xE1, content.starts(with: name) { return content.dropFirst(name.count) }
            position = end
        }
        return nil
    }

    /// The raster as it is to be seen.
    func applied(to raster: Raster) -> Raster {
        guard self != .upright else { return raster }
        let (width, height) = (raster.width, raster.height)
        let isTurned = rawValue > 4
        let (newWidth, newHeight) = isTurned ? (height, width) : (width, height)
        let size = raster.components.rawValue
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raster.bytes.count)
        for y in 0..<newHeight {
            for x in 0..<newWidth {
                let (column, row) = source(x, y, width: width, height: height)
                let start = (row * width + column) * size
                bytes += raster.bytes[start..<start + size]
            }
        }
        return Raster(
            width: newWidth, height: newHeight, components: raster.components, bytes: bytes)
    }

    /// Which stored pixel is seen at a place.
    private func source(_ x: Int, _ y: Int, width: Int, height: Int) -> (column: Int, row: Int) {
        switch self {
        case .upright: (x, y)
        case .mirrored: (width - 1 - x, y)
        case .turnedHalf: (width - 1 - x, height - 1 - y)
        case .upsideDownMirrored: (x, height - 1 - y)
        case .transposed: (y, x)
        case .turnedLeft: (y, height - 1 - x)
        case .transposedOtherWay: (width - 1 - y, height - 1 - x)
        case .turnedRight: (width - 1 - y, x)
        }
    }
}
