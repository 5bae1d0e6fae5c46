import CZlib
import Foundation
import Studies
import Testing

@Suite("CSV files")
struct CSVReaderTests {
    private func reader(_ text: String) throws -> CSVReader {
        try CSVReader(parsing: Array(text.utf8), path: "a.csv")
    }

    private func rows(_ reader: CSVReader) -> (fields: [[String]], lines: [Int]) {
        var reader = reader
        var (fields, lines): ([[String]], [Int]) = ([], [])
        while reader.next() {
            fields.append((0..<reader.fieldCount).map { reader.text($0) })
            lines.append(reader.line)
        }
        return (fields, lines)
    }

    @Test("Quoted fields hold commas, quotes and line breaks; lines are still counted")
    func quotes() throws {
        let reader = try reader("a,b\n\"x, \"\"y\"\"\",\"two\r\nlines\"\n1,2\n")
        #expect(reader.columns == ["a", "b"])
        #expect(rows(reader).fields == [["x, \"y\"", "two\r\nlines"], ["1", "2"]])
        #expect(rows(reader).lines == [2, 4])
    }

    @Test("Line ends of all systems, a byte order mark and empty lines make no difference")
    func lineEnds() throws {
        for text in ["a,b\n1,2\n3,4", "a,b\r\n1,2\r\n\r\n3,4\r\n", "\u{FEFF}a,b\r1,2\r3,4\r"] {
            let reader = try reader(text)
            #expect(reader.columns == ["a", "b"])
            #expect(rows(reader).fields == [["1", "2"], ["3", "4"]])
        }
    }

    @Test("Empty fields stay, short and long rows are kept as they are")
    func ragged() throws {
        let reader = try reader("a,b,c\n,,\n1\n1,2,3,4\n\"")
        #expect(rows(reader).fields.map(\.count) == [3, 1, 4])
        #expect(reader.text(7).isEmpty)
    }

    @Test("White space around fields is cut off; whole numbers have digits alone")
    func numbers() throws {
        var reader = try reader("a,b,c,d\n 12 ,-1,1.0,99999999999999999999\n")
        #expect(reader.next() && reader.text(0) == "12" && reader.integer(0) == 12)
        #expect([1, 2, 3].allSatisfy { reader.integer($0) == nil })
    }

    @Test("A missing column is named with the file and the columns that are there")
    func columns() throws {
        let reader = try reader("Image, View \nx,y\n")
        #expect(try reader.column("view") == 1)
        let error = #expect(throws: CollectionError.self) { try reader.column("age") }
        #expect(
            error?.description
                == "a.csv has no column \"age\"; it has Image, View. Rename one of them or add it.")
    }

    @Test("Gzipped files are read like plain ones; an archive that is cut off is refused")
    func gzip() throws {
        let folder = try TemporaryFolder()
        let text = "a,b\n" + (0..<5000).map { "\($0),\($0 * 7919 % 1000)\n" }.joined()
        let path = folder.path("a.csv.gz")
        let file = try #require(gzopen(path, "wb"))
        gzwrite(file, Array(text.utf8), UInt32(text.utf8.count))
        gzclose(file)
        #expect(try rows(CSVReader(contentsOf: path)).fields.count == 5000)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
        #expect(throws: CollectionError.self) { try CSVReader(contentsOf: path) }
    }

    @Test("Missing files, folders and empty files are refused")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        #expect(throws: CollectionError.self) { try CSVReader(contentsOf: folder.path("none.csv")) }
        #expect(throws: CollectionError.self) { try CSVReader(contentsOf: folder.path("")) }
        #expect(throws: CollectionError.empty(path: "a.csv")) { try reader("") }
    }
}
