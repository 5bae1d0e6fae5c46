/// A report of the Indiana University collection as Open-i publishes it: an XML file.
public struct OpenIReport: Sendable, Equatable {
    /// Unique within the collection: 1 for `CXR1`.
    public let number: Int
    /// What the image shows; may be empty.
    public let findings: String
    /// The conclusion; may be empty.
    public let impression: String
    /// What people who read the report tagged it with: a heading of MeSH or RadLex, with its
    /// qualifiers after slashes, `Pleural Effusion/left/small`, or `normal`.
    public let tags: [String]
    /// The names of the pictures, without an extension.
    public let images: [String]

    /// Findings and impression under their headings, as other collections write reports.
    public var text: String {
        [("FINDINGS", findings), ("IMPRESSION", impression)].filter { !$0.1.isEmpty }
            .map { "\($0): \($1)" }.joined(separator: "\n\n")
    }

    /// - Returns: `nil` where the file is no report of the collection.
    init?(xml: ArraySlice<UInt8>) {
        var scanner = XMLScanner(xml)
        var (number, tags, images): (Int?, [String], [String]) = (nil, [], [])
        var sections: [String: String] = [:]
        var element = ""
        var label = ""
        while let event = scanner.next() {
            switch event {
            case .opening(let name, let attributes):
                element = name
                switch name {
                case "uId": number = attributes["id"].flatMap { Int($0.drop { !$0.isNumber }) }
                case "AbstractText": label = attributes["Label"] ?? ""
                case "parentImage": if let id = attributes["id"] { images.append(id) }
                default: break
                }
            case .text(let text) where element == "AbstractText":
                sections[label, default: ""] += text
            case .text(let text) where element == "major":
                let tag = text.trimmed
                if !tag.isEmpty { tags.append(String(tag)) }
            case .text: break
            case .closing: element = ""
            }
        }
        guard let number else { return nil }
        self.number = number
        self.tags = tags
        self.images = images
        findings = String((sections["FINDINGS"] ?? "").trimmed)
        impression = String((sections["IMPRESSION"] ?? "").trimmed)
    }
}
