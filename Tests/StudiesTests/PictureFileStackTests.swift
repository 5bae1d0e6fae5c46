import Foundation
import Images
import Studies
import Testing

@Suite("Pictures in a mapped file")
struct PictureFileStackTests {
    private let folder: TemporaryFolder
    private let studies: any StudyCollection
    private let positions = [9, 3, 4, 17, 0]

    init() throws {
        folder = try TemporaryFolder()
        var text = "image,patient_id\n"
        for index in 0..<20 {
            text += "films/\(index).png,\(index)\n"
            guard index != 4 else { continue }
            try GreyPicture(width: 8, height: 8, shade: UInt8(index)).writePNG(
                to: folder.newPath("films/\(index).png"))
        }
        try folder.write(text, to: "manifest.csv")
        studies = try CollectionFolder.open(folder.path(""))
    }

    private func stack() throws -> PictureFileStack {
        try PictureFileStack(folder: folder.path(""), of: studies, at: positions, side: 4)
    }

    @Test("It holds what a stack in memory holds")
    func pixels() throws {
        let memory = try PictureStack(loading: studies, at: positions, side: 4)
        let stack = try stack()
        #expect(stack.positions == memory.positions && stack.positions == [9, 3, 17, 0])
        #expect(stack.withBytes { Array($0) } == memory.bytes)
    }

    @Test("A second opening reads no picture again, and other pictures are another file")
    func kept() throws {
        _ = try stack()
        try FileManager.default.removeItem(atPath: folder.path("films"))
        #expect(try stack().withBytes { Array($0.prefix(16)) } == [UInt8](repeating: 9, count: 16))
        #expect(throws: CollectionError.self) {
            try PictureFileStack(folder: folder.path(""), of: studies, at: [1], side: 4)
        }
    }

    @Test("A file that was cut off is refused by name")
    func damaged() throws {
        _ = try stack()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(""))
        let file = try #require(names.first { $0.hasSuffix(".bin") })
        try Data([1, 2]).write(to: URL(fileURLWithPath: folder.path(file)))
        let error = #expect(throws: CollectionError.self) { try stack() }
        #expect(error?.description.contains(file) == true)
    }
}
