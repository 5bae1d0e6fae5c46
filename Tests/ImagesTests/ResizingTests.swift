import Images
import Testing

@Suite("Scaling and squaring")
struct ResizingTests {
    @Test("Shrinking by a whole factor gives the means of the blocks")
    func blocks() {
        let picture = GreyPicture(width: 4, height: 2, pixels: [0, 10, 100, 200, 20, 30, 0, 100])
        #expect(picture.resized(width: 2, height: 1).pixels == [15, 100])
    }

    @Test("Shrinking by a fraction weighs pixels by the area that is covered")
    func areas() {
        // each new pixel covers one and a half old ones
        let picture = GreyPicture(width: 3, height: 1, pixels: [30, 60, 90])
        #expect(picture.resized(width: 2, height: 1).pixels == [40, 80])
    }

    @Test("Growing interpolates between pixel centres and keeps the edges")
    func growing() {
        let picture = GreyPicture(width: 2, height: 1, pixels: [0, 100])
        #expect(picture.resized(width: 4, height: 2).pixels == [0, 25, 75, 100, 0, 25, 75, 100])
        let dot = GreyPicture(width: 1, height: 1, shade: 9)
        #expect(dot.resized(width: 3, height: 3) == GreyPicture(width: 3, height: 3, shade: 9))
    }

    @Test("Axes scale independently: transposing before or after is the same")
    func axes() {
        let pixels = (0..<7 * 5).map { UInt8(($0 * 53) % 251) }
        let picture = GreyPicture(width: 7, height: 5, pixels: pixels)
        let scaled = picture.resized(width: 11, height: 3)
        let other = transposed(picture).resized(width: 3, height: 11)
        let differences = zip(scaled.pixels, transposed(other).pixels).map {
            abs(Int($0) - Int($1))
        }
        #expect((differences.max() ?? 9) <= 1)
        #expect(scaled.width == 11 && scaled.height == 3)
    }

    @Test("A constant picture stays constant at any size")
    func constant() {
        let picture = GreyPicture(width: 13, height: 9, shade: 200)
        for (width, height) in [(1, 1), (5, 9), (13, 40), (31, 2), (12, 8)] {
            let scaled = picture.resized(width: width, height: height)
            #expect(scaled == GreyPicture(width: width, height: height, shade: 200))
        }
    }

    @Test("Cropping keeps the middle, padding adds black on both sides")
    func squaring() {
        let wide = GreyPicture(width: 4, height: 2, pixels: [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(wide.squared(by: .crop).pixels == [2, 3, 6, 7])
        #expect(
            wide.squared(by: .pad).pixels
                == [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0])
        let tall = transposed(wide)
        #expect(tall.squared(by: .crop).pixels == [2, 6, 3, 7])
        #expect(tall.squared(by: .pad)[1, 0] == 1)
        #expect(tall.squared(by: .pad)[0, 0] == 0)
    }

    private func transposed(_ picture: GreyPicture) -> GreyPicture {
        var result = GreyPicture(width: picture.height, height: picture.width)
        for y in 0..<picture.height {
            for x in 0..<picture.width { result[y, x] = picture[x, y] }
        }
        return result
    }
}
