import Foundation
import Images
import Testing

@Suite("Measures of pictures") struct MeasureTests {
    private func picture(_ shade: (Int, Int) -> UInt8) -> GreyPicture {
        var picture = GreyPicture(width: 8, height: 4)
        for y in 0..<4 { for x in 0..<8 { picture[x, y] = shade(x, y) } }
        return picture
    }

    @Test("A checkerboard has all contrast and all detail")
    func checkerboard() {
        let measures = PictureMeasures(picture { ($0 + $1).isMultiple(of: 2) ? 255 : 0 })
        #expect(
            measures == PictureMeasures(contrast: 0.5, detail: 1, white: 0.5, black: 0.5))
    }

    @Test("A picture of one shade has none, and is white or black only near the ends")
    func plain() {
        let light = PictureMeasures(picture { _, _ in 242 })
        #expect(light.contrast < 1e-9)
        #expect((light.detail, light.white, light.black) == (0, 1, 0))
        #expect(PictureMeasures(picture { _, _ in 241 }).white == 0)
        #expect(PictureMeasures(picture { _, _ in 5 }).black == 1)
        #expect(PictureMeasures(picture { _, _ in 6 }).black == 0)
    }

    @Test("Pictures that are the same have no diversity, and one picture has none to tell")
    func diversity() {
        let (dark, light) = (picture { _, _ in 0 }, picture { _, _ in 255 })
        #expect(PictureDiversity.deviation([dark, dark, dark]) == 0)
        #expect(PictureDiversity.deviation([dark, light]) == 0.5)
        #expect(PictureDiversity.deviation([dark]).isNaN)
        #expect(PictureDiversity.deviation([dark, GreyPicture(width: 1, height: 1)]).isNaN)
    }

    @Test("A picture survives JSON, in fewer bytes than its pixels as numbers; others are refused")
    func coding() throws {
        let drawn = picture { UInt8($0 * 30 + $1) }
        let data = try JSONEncoder().encode(drawn)
        #expect(data.count < 100)
        #expect(try JSONDecoder().decode(GreyPicture.self, from: data) == drawn)
        let wrong = Data(#"{"width":2,"height":2,"pixels":"AAAA"}"#.utf8)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(GreyPicture.self, from: wrong)
        }
    }
}
