/// Why a collection could not be opened.
public enum CollectionError: Error, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case empty(path: String)
    case missingColumn(path: String, column: String, present: [String])
    case noUsableRow(path: String, first: String)
    case noUsablePicture(collection: String, first: String)
    case onlyOtherViews(collection: String, count: Int)
    case noPictures(collection: String, looked: [String])
    case unknownFolder(path: String, looked: [String])
    case notAnArchive(path: String)
    case noReports(path: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path) cannot be read (\(reason)); check its path and copy it again if it is damaged."
        case .empty(let path):
            "\(path) is empty; its first line must name the columns."
        case .missingColumn(let path, let column, let present):
            "\(path) has no column \"\(column)\"; it has \(present.joined(separator: ", ")). "
                + "Rename one of them or add it."
        case .noUsableRow(let path, let first):
            "No row of \(path) can be used. The first: \(first)"
        case .noUsablePicture(let collection, let first):
            "No picture of \(collection) can be read. The first: \(first)"
        case .onlyOtherViews(let collection, let count):
            "\(collection) has \(count) films and none of the views that were asked for."
        case .noPictures(let collection, let looked):
            "None of the pictures of \(collection) is there; looked in "
                + "\(looked.joined(separator: ", ")). Unpack them into one of these."
        case .unknownFolder(let path, let looked):
            "\(path) is no collection that is known here; looked for "
                + "\(looked.joined(separator: ", "))."
        case .notAnArchive(let path):
            "\(path) is no tar archive, gzipped or not; give the .tgz as it was published, or the "
                + "folder into which it was unpacked."
        case .noReports(let path):
            "There are no reports of Open-i in \(path): XML files, or an archive of them."
        }
    }
}
