import Images
import TestSupport
import Testing

@testable import Terminal

@Suite struct SixelTests {
    /// A picture with long runs and single pixels.
    private func pattern(width: Int, height: Int) -> Picture {
        var grey = GreyPicture(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width {
                grey[x, y] =
                    x < width / 2 ? UInt8(y * 255 / height) : UInt8((x * 37 + y * 91) % 256)
            }
        }
        return Picture(grey)
    }

    @Test("what is encoded decodes to the same shades", arguments: [16, 32, 64])
    func greys(shades: Int) throws {
        let picture = pattern(width: 50, height: 18)
        let decoded = try SixelDecoder(SixelEncoder.encode(picture, shades: shades))
        #expect(decoded.width == 50 && decoded.height == 18)
        for (shade, index) in zip(picture.pixels, decoded.pixels) {
            let percent = try #require(index.flatMap { decoded.palette[$0]?.first })
            let error = abs(Double(percent) / 100 - Double(shade) / 255)
            #expect(error <= 0.5 / Double(shades - 1) + 0.01)
        }
    }

    @Test("colours decode to the nearest of the palette")
    func colours() throws {
        let colours = [RGB(255, 0, 0), RGB(0, 95, 135), RGB(8, 8, 8), RGB(255, 255, 255)]
        let rgb = (0..<24).flatMap { index in
            [colours[index % 4].red, colours[index % 4].green, colours[index % 4].blue]
        }
        let picture = Picture(width: 4, height: 6, rgb: rgb)
        let decoded = try SixelDecoder(SixelEncoder.encode(picture, shades: 16))
        let first = decoded.pixels[..<4].map { $0.flatMap { decoded.palette[$0] } }
        #expect(first == [[100, 0, 0], [0, 37, 53], [3, 3, 3], [100, 100, 100]])
    }

    @Test("the raster is a multiple of six rows, all of them drawn", arguments: [6, 11, 12])
    func height(rows: Int) throws {
        let picture = pattern(width: 5, height: rows)
        let decoded = try SixelDecoder(SixelEncoder.encode(picture, shades: 16))
        #expect(decoded.height == rows / 6 * 6)
        #expect(decoded.pixels.allSatisfy { $0 != nil })
    }

    @Test("noise gets fewer shades, so that it stays within the bytes")
    func limit() {
        let picture = pattern(width: 200, height: 198)
        let free = SixelEncoder.encode(picture, byteLimit: .max, registers: 256)
        let limited = SixelEncoder.encode(picture, byteLimit: free.count - 1, registers: 256)
        let poor = SixelEncoder.encode(picture, byteLimit: .max, registers: 16)
        #expect(limited.count < free.count)
        #expect(poor == SixelEncoder.encode(picture, shades: 16))
    }
}
