/// Collects what a reader finds, and becomes an index.
struct StudyIndexBuilder {
    var name: String
    /// Below which the pictures lie.
    var folder: String
    var reports = StudyIndex.Reports.texts
    var isNamedByPath = false
    private(set) var rows: [StudyRow] = []
    private(set) var images = TextPool()
    private(set) var texts = TextPool()
    private(set) var skipped: [SkippedItem] = []
    private(set) var filtered = 0
    private let views: Set<Study.View>

    init(name: String, folder: String, views: Set<Study.View>) {
        self.name = name
        self.folder = folder.isEmpty ? "." : folder
        self.views = views
    }

    /// - Parameter image: the path below the folder, or a whole one.
    mutating func add(_ row: StudyRow, image: String) {
        if let view = row.view, !views.contains(view) {
            filtered += 1
            return
        }
        rows.append(row)
        images.append(image)
    }

    /// Leaves out a film whose view is none of those that are named.
    mutating func filterOut() { filtered += 1 }

    /// - Returns: what rows name it by.
    mutating func addReport(_ text: String) -> Int32 {
        texts.append(text)
        return Int32(texts.count - 1)
    }

    mutating func skip(_ place: String, _ reason: String) {
        skipped.append(SkippedItem(place: place, reason: reason))
    }

    /// Why there is nothing to make an index of.
    var noStudy: CollectionError {
        if let first = skipped.first {
            return .noUsableRow(path: name, first: first.description)
        }
        return filtered > 0
            ? .onlyOtherViews(collection: name, count: filtered)
            : .noUsableRow(path: name, first: "there is none")
    }
}
