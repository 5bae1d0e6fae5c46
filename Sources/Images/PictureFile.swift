import Foundation

/// Picture files: told apart by their first bytes, not by their names.
enum PictureFile {
    static func read(_ path: String, as wanted: Raster.Components?) throws -> Raster {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw PictureError.missing(path: path)
        }
        return try decode([UInt8](data), name: path, as: wanted)
    }

    static func decode(
        _ bytes: [UInt8], name: String, as wanted: Raster.Components?
    ) throws -> Raster {
        if bytes.starts(with: PNGCodec.signature) {
            return try PNGCodec.decode(bytes, name: name, as: wanted)
        }
        if bytes.starts(with: JPEGCodec.signature) {
            return try JPEGCodec.decode(bytes, name: name, as: wanted)
        }
        throw PictureError.notAPicture(name: name)
    }

    /// Replaces the file whole or leaves what was there.
    static func write(_ raster: Raster, to path: String) throws {
        let bytes = try PNGCodec.encode(raster, name: path)
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw PictureError.unwritable(path: path, reason: error.localizedDescription)
        }
    }
}
