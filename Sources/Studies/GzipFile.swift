import CZlib
import Foundation

/// Whole files, gzipped or not.
enum GzipFile {
    static func contents(of path: String) throws -> [UInt8] {
        // gzopen takes a folder for an empty file
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard isThere, !isFolder.boolValue, let file = gzopen(path, "rb") else {
            throw CollectionError.unreadable(
                path: path, reason: "there is no such file, or reading it is not allowed")
        }
        defer { gzclose(file) }
        var contents: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = gzread(file, &chunk, UInt32(chunk.count))
            guard count >= 0 else {
                throw CollectionError.unreadable(path: path, reason: "its gzip data is damaged")
            }
            if count == 0 { break }
            contents += chunk[..<Int(count)]
        }
        var status: Int32 = 0
        _ = gzerror(file, &status)
        // an archive that was cut off ends without an error from gzread
        guard status == Z_OK || status == Z_STREAM_END else {
            throw CollectionError.unreadable(path: path, reason: "its gzip data ends too early")
        }
        return contents
    }
}
