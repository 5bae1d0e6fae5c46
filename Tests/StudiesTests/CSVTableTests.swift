import CZlib
import Foundation
import Studies
import Testing

@Suite("CSV tables")
struct CSVTableTests {
    private func table(_ text: String) throws -> CSVTable {
        try CSVTable(parsing: Array(text.utf8), path: "a.csv")
    }

    @Test("Quoted fields hold commas, quotes and line breaks; lines are still counted")
    func quotes() throws {
        let table = try table("a,b\n\"x, \"\"y\"\"\",\"two\r\nlines\"\n1,2\n")
        #expect(table.columns == ["a", "b"])
        #expect(table.rows.map(\.fields) == [["x, \"y\"", "two\r\nlines"], ["1", "2"]])
        #expect(table.rows.map(\.line) == [2, 4])
    }

    @Test("Line ends of all systems, a byte order mark and empty lines make no difference")
    func lineEnds() throws {
        for text in ["a,b\n1,2\n3,4", "a,b\r\n1,2\r\n\r\n3,4\r\n", "\u{FEFF}a,b\r1,2\r3,4\r"] {
            let table = try table(text)
            #expect(table.columns == ["a", "b"])
            #expect(table.rows.map(\.fields) == [["1", "2"], ["3", "4"]])
        }
    }

    @Test("Empty fields stay, short and long rows are kept as they are")
    func ragged() throws {
        let table = try table("a,b,c\n,,\n1\n1,2,3,4\n\"")
        #expect(table.rows.map(\.fields.count) == [3, 1, 4])
    }

    @Test("A missing column is named with the file and the columns that are there")
    func columns() throws {
        let table = try table("Image, View \nx,y\n")
        #expect(try table.column("view") == 1)
        let error = #expect(throws: CollectionError.self) { try table.column("age") }
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
        #expect(try CSVTable(contentsOf: path).rows.count == 5000)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
        #expect(throws: CollectionError.self) { try CSVTable(contentsOf: path) }
    }

    @Test("Missing files, folders and empty files are refused")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        #expect(throws: CollectionError.self) { try CSVTable(contentsOf: folder.path("none.csv")) }
        #expect(throws: CollectionError.self) { try CSVTable(contentsOf: folder.path("")) }
        #expect(throws: CollectionError.empty(path: "a.csv")) { try table("") }
    }
}
