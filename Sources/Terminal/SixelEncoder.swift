/// Pictures as DEC sixels (VT340 Programmer Reference, chapter 14): bands of six rows, each drawn
/// once per colour.
enum SixelEncoder {
    /// Greys on a ramp of so many shades, colours on the cube of 216 and 24 greys.
    ///
    /// The height is cut to a multiple of 6, so that nothing is drawn below the raster that the
    /// header declares.
    static func encode(_ picture: Picture, shades: Int) -> [UInt8] {
        let indexed = picture.channels == 1 ? greys(picture, shades) : colours(picture)
        return encode(
            indexed.pixels, width: picture.width, height: picture.height / 6 * 6,
            palette: indexed.palette)
    }

    /// The encoding with the most shades that stays within a number of bytes, or the one with the
    /// fewest shades.
    static func encode(_ picture: Picture, byteLimit: Int, registers: Int) -> [UInt8] {
        var encoded: [UInt8] = []
        for shades in [64, 32, 16] where shades <= max(16, registers) {
            encoded = encode(picture, shades: shades)
            if encoded.count <= byteLimit { break }
        }
        return encoded
    }

    static func encode(
        _ pixels: [UInt8], width: Int, height: Int, palette: [RGB]
    ) -> [UInt8] {
        // Unset pixels stay as they are; there are none inside the raster.
        var output = Array("\u{1B}P0;1;0q\"1;1;\(width);\(height)".utf8)
        for index in Set(pixels).sorted() where Int(index) < palette.count {
            let colour = palette[Int(index)]
            let parts = [colour.red, colour.green, colour.blue].map { (Int($0) * 100 + 127) / 255 }
            output += Array("#\(index);2;\(parts[0]);\(parts[1]);\(parts[2])".utf8)
        }
        var bits = [UInt8](repeating: 0, count: palette.count * width)
        for top in stride(from: 0, to: height, by: 6) {
            if top > 0 { output.append(UInt8(ascii: "-")) }
            appendBand(pixels, top, width, &bits, to: &output)
        }
        output += [0x1B, UInt8(ascii: "\\")]
        return output
    }

    private static func appendBand(
        _ pixels: [UInt8], _ top: Int, _ width: Int, _ bits: inout [UInt8],
        to output: inout [UInt8]
    ) {
        var isUsed = [Bool](repeating: false, count: 256)
        for row in 0..<6 {
            let start = (top + row) * width
            for x in 0..<width {
                let index = Int(pixels[start + x])
                bits[index * width + x] |= 1 << UInt8(row)
                isUsed[index] = true
            }
        }
        var isFirst = true
        for index in 0..<256 where isUsed[index] {
            if !isFirst { output.append(UInt8(ascii: "$")) }
            isFirst = false
            output += Array("#\(index)".utf8)
            appendRuns(bits[index * width..<(index + 1) * width], to: &output)
            for x in index * width..<(index + 1) * width { bits[x] = 0 }
        }
    }

    private static func appendRuns(_ columns: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var index = columns.startIndex
        while index < columns.endIndex {
            let bits = columns[index]
            var end = index + 1
            while end < columns.endIndex, columns[end] == bits { end += 1 }
            let count = end - index
            index = end
            if bits == 0, end == columns.endIndex { return }
            let character = bits + 63
            if count > 3 {
                output.append(UInt8(ascii: "!"))
                output += Array(String(count).utf8)
                output.append(character)
            } else {
                for _ in 0..<count { output.append(character) }
            }
        }
    }

    private static func greys(
        _ picture: Picture, _ shades: Int
    ) -> (pixels: [UInt8], palette: [RGB]) {
        let last = max(1, shades - 1)
        let palette = (0...last).map { RGB(grey: UInt8($0 * 255 / last)) }
        return (picture.pixels.map { UInt8((Int($0) * last + 127) / 255) }, palette)
    }

    private static func colours(_ picture: Picture) -> (pixels: [UInt8], palette: [RGB]) {
        let pixels = stride(from: 0, to: picture.pixels.count, by: 3).map { start in
            UInt8(
                Palette.nearest256(
                    to: RGB(
                        picture.pixels[start], picture.pixels[start + 1],
                        picture.pixels[start + 2])))
        }
        return (pixels, Palette.all)
    }
}
