/// Why a picture could not be read or written.
public enum PictureError: Error, Equatable, CustomStringConvertible {
    case missing(path: String)
    case notAPicture(name: String)
    case corrupt(name: String, reason: String)
    case tooLarge(name: String, width: Int, height: Int)
    case unwritable(path: String, reason: String)

    public var description: String {
        switch self {
        case .missing(let path):
            "The picture \(path) is not there or may not be read; check its path and permissions."
        case .notAPicture(let name):
            "\(name) is neither PNG nor JPEG; convert it to one of them."
        case .corrupt(let name, let reason):
            "\(name) is damaged (\(reason)); copy it again from where it was published."
        case .tooLarge(let name, let width, let height):
            "\(name) has \(width) × \(height) pixels, more than the \(Raster.pixelLimit) that are "
                + "read; scale it down first."
        case .unwritable(let path, let reason):
            "The picture \(path) cannot be written (\(reason)); check the folder and the free space."
        }
    }
}
