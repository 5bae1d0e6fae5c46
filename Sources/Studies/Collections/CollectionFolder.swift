import Foundation

/// A folder or file that holds a collection, of whichever kind it is.
public struct CollectionFolder: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// A CSV file that names pictures.
        case manifest(path: String)
        case mimicCXR
        case chestXray14
        case cheXpert
        /// - Parameter reports: the archive of reports, or their folder.
        case openI(reports: String)
    }

    /// What a collection is known by, for people.
    public static let marks = [
        "manifest.csv (a line for each picture: image, patient_id, …)",
        "mimic-cxr-2.0.0-metadata.csv (MIMIC-CXR-JPG)", "Data_Entry_2017.csv (NIH ChestX-ray14)",
        "train.csv with a column Path (CheXpert)",
        "NLMCXR_reports.tgz or ecgen-radiology (Open-i)",
    ]

    /// Where the collection lies.
    public let path: String
    public let kind: Kind

    /// - Parameter path: a folder, a CSV file with pictures, or Open-i's archive of reports.
    /// - Throws: `CollectionError` that names what was looked for.
    public init(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CollectionError.unreadable(path: path, reason: "it is not there")
        }
        if isFolder.boolValue {
            let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
            guard let kind = Self.kind(ofFolder: folder) else {
                throw CollectionError.unknownFolder(path: path, looked: Self.marks)
            }
            (self.path, self.kind) = (folder, kind)
        } else {
            let folder = (path as NSString).deletingLastPathComponent
            self.path = folder.isEmpty ? "." : folder
            kind = try Self.kind(ofFile: path)
        }
    }

    /// Finds out what lies at a path, and makes an index of it.
    public static func open(
        _ path: String, options: CollectionOptions = CollectionOptions()
    ) throws -> any StudyCollection {
        try CollectionFolder(path).open(options)
    }

    public func open(
        _ options: CollectionOptions = CollectionOptions()
    ) throws -> any StudyCollection {
        switch kind {
        case .manifest(let file): try ManifestReader.read(file, options: options)
        case .mimicCXR: try MIMICReader.read(path, options: options)
        case .chestXray14: try ChestXray14Reader.read(path, options: options)
        case .cheXpert: try CheXpertReader.read(path, options: options)
        case .openI(let reports):
            try OpenIReader.read(reports: reports, folder: path, options: options)
        }
    }

    private static func kind(ofFolder folder: String) -> Kind? {
        let files = FileManager.default
        let manifests = ["manifest.csv", "manifest.csv.gz"].map { "\(folder)/\($0)" }
        if let manifest = manifests.first(where: { files.fileExists(atPath: $0) }) {
            return .manifest(path: manifest)
        }
        if MIMICReader.list("metadata", in: folder) != nil { return .mimicCXR }
        if ChestXray14Reader.list(in: folder) != nil { return .chestXray14 }
        if files.fileExists(atPath: "\(folder)/train.csv") { return .cheXpert }
        return OpenIReader.reports(in: folder).map { .openI(reports: $0) }
    }

    private static func kind(ofFile path: String) throws -> Kind {
        let name = (path as NSString).lastPathComponent
        if name.hasPrefix("mimic-cxr-") { return .mimicCXR }
        if name.hasPrefix("Data_Entry_2017") { return .chestXray14 }
        if name.hasSuffix(".csv") || name.hasSuffix(".csv.gz") { return .manifest(path: path) }
        if OpenIReports.isArchive(path) { return .openI(reports: path) }
        throw CollectionError.unknownFolder(path: path, looked: marks)
    }
}
