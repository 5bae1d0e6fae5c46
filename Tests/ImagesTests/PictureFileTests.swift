import Foundation
import Images
import Testing

@Suite("Picture files")
struct PictureFileTests {
    struct Expected: Decodable {
        let width: Int
        let height: Int
        let grey: [Int]
        let color: [Int]?
    }

    static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static let expected: [String: Expected] = {
        let data = try? Data(contentsOf: golden.appendingPathComponent("expected.json"))
        return data.flatMap { try? JSONDecoder().decode([String: Expected].self, from: $0) } ?? [:]
    }()

    private func path(_ name: String) -> String {
        Self.golden.appendingPathComponent(name).path
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Self.golden.appendingPathComponent(name)))
    }

    private func largestDifference(_ pixels: [UInt8], _ expected: [Int]) -> Int {
        zip(pixels, expected).map { abs(Int($0) - $1) }.max() ?? .max
    }

    @Test("Every kind of PNG and JPEG is read as Pillow reads it")
    func kinds() throws {
        #expect(Self.expected.count == 10)
        for (name, expected) in Self.expected {
            // decoders of JPEG may round differently
            let tolerance = name.hasSuffix("jpg") ? 2 : 0
            let grey = try GreyPicture(contentsOf: path(name))
            #expect(grey.width == expected.width && grey.height == expected.height)
            #expect(largestDifference(grey.pixels, expected.grey) <= tolerance, "\(name)")
            let color = try ColorPicture(contentsOf: path(name))
            let values = expected.color ?? expected.grey.flatMap { [$0, $0, $0] }
            #expect(largestDifference(color.pixels, values) <= tolerance, "\(name)")
        }
    }

    @Test("A picture that was written is read back as it was, grey and colour")
    func roundTrip() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("cxrl-pictures-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pixels = (0..<37 * 11).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435 >> 7) }
        let grey = GreyPicture(width: 37, height: 11, pixels: pixels)
        let file = folder.appendingPathComponent("grey.png").path
        try grey.writePNG(to: file)
        #expect(try GreyPicture(contentsOf: file) == grey)
        #expect(try GreyPicture(decoding: grey.encodedPNG(), name: "grey") == grey)
        let color = ColorPicture(width: 1, height: 3, pixels: Array(pixels[40..<49]))
        try color.writePNG(to: file)
        #expect(try ColorPicture(contentsOf: file) == color)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["grey.png"])
    }

    @Test("Incompressible pictures and single pixels can be written")
    func extremes() throws {
        var state: UInt32 = 1
        let noise = (0..<300 * 200).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        for picture in [
            GreyPicture(width: 300, height: 200, pixels: noise),
            GreyPicture(width: 1, height: 1, shade: 7),
        ] {
            #expect(try GreyPicture(decoding: picture.encodedPNG(), name: "noise") == picture)
        }
    }

    @Test("A file that is cut off anywhere is refused, never read as a part")
    func truncated() throws {
        for name in ["grey8.png", "interlaced.png", "rgb.png", "grey.jpg", "progressive.jpg"] {
            let whole = try bytes(name)
            // a PNG may lose its last chunk, a JPEG its end marker, without losing a pixel
            for count in stride(from: 0, to: whole.count - 40, by: 7) {
                #expect(throws: PictureError.self, "\(name) cut to \(count) bytes") {
                    try GreyPicture(decoding: Array(whole.prefix(count)), name: name)
                }
            }
        }
    }

    @Test("Damaged bytes give a picture of the right size or an error, and no crash")
    func damaged() throws {
        var state: UInt32 = 7
        for name in ["palette.png", "rgba.png", "color.jpg", "progressive.jpg"] {
            let whole = try bytes(name)
            for _ in 0..<150 {
                var damaged = whole
                state = state &* 1_664_525 &+ 1_013_904_223
                let position = Int(state >> 8) % whole.count
                damaged[position] = damaged[position] &+ UInt8(1 + state % 255)
                guard let picture = try? GreyPicture(decoding: damaged, name: name) else {
                    continue
                }
                #expect(picture.pixels.count == picture.width * picture.height)
            }
        }
    }

    @Test("Errors name the file and what to do")
    func errors() throws {
        func message(_ body: () throws -> GreyPicture) -> String {
            do {
                _ = try body()
                return "no error"
            } catch {
                return "\(error)"
            }
        }
        #expect(message { try GreyPicture(contentsOf: "/no/such.png") }.contains("/no/such.png"))
        let text = message { try GreyPicture(decoding: Array("hello".utf8), name: "a.png") }
        #expect(text == "a.png is neither PNG nor JPEG; convert it to one of them.")
        let cut = try Array(bytes("grey8.png").prefix(60))
        let damaged = message { try GreyPicture(decoding: cut, name: "b.png") }
        #expect(damaged.hasPrefix("b.png is damaged (") && damaged.contains("copy it again"))
        let unwritable = message {
            let picture = GreyPicture(width: 1, height: 1)
            try picture.writePNG(to: "/no/such/folder/c.png")
            return picture
        }
        #expect(unwritable.contains("/no/such/folder/c.png cannot be written"))
    }

    @Test("A header that claims more pixels than any film has is refused before memory is taken")
    func enormous() throws {
        var bytes = try bytes("grey.jpg")
        // the frame header: marker, length, precision, height, width
        let frame = try #require(
            bytes.indices.dropLast(8).first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
        for offset in 5...8 { bytes[frame + offset] = 0xFD }
        #expect(throws: PictureError.tooLarge(name: "d.jpg", width: 65_021, height: 65_021)) {
            try GreyPicture(decoding: bytes, name: "d.jpg")
        }
    }
}
