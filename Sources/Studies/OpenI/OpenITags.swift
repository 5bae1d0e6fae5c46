import Text

/// What Open-i's tags say of the labels.
enum OpenITags {
    /// What a tag says of one label.
    enum Sign {
        case present
        /// "Borderline" and the like: neither there nor not there.
        case uncertain
    }

    /// The findings whose tags mean what the label means.
    static let findings: [Finding] = [
        .noFinding, .cardiomegaly, .lungOpacity, .lungLesion, .edema, .consolidation, .pneumonia,
        .atelectasis, .pneumothorax, .effusion, .pleuralOther, .fracture, .supportDevices,
        .emphysema, .hernia,
    ]

    /// Headings, lower-cased, with the words that must be among the qualifiers.
    /// Tags under which reports with the label and without it are found.
    private static let ambiguous: [(heading: String, finding: Finding)] = [
        ("surgical instruments", .supportDevices), ("stents", .supportDevices),
        ("spinal fusion", .supportDevices), ("breast implants", .supportDevices),
        ("foreign bodies", .supportDevices), ("volume loss", .atelectasis),
        ("pulmonary congestion", .edema), ("heart failure", .edema),
        ("costophrenic angle", .effusion), ("deformity", .fracture),
        ("granuloma", .lungLesion), ("calcified granuloma", .lungLesion),
        ("granulomatous disease", .lungLesion), ("calcinosis", .lungLesion),
        ("blister", .emphysema),
        ("pulmonary disease, chronic obstructive", .emphysema),
    ]

    private static let headings: [(heading: String, qualifier: String?, finding: Finding)] = [
        ("normal", nil, .noFinding),
        ("cardiomegaly", nil, .cardiomegaly),
        ("cardiac shadow", "enlarged", .cardiomegaly),
        ("opacity", nil, .lungOpacity),
        ("airspace disease", nil, .lungOpacity),
        ("infiltrate", nil, .lungOpacity),
        ("density", "lung", .lungOpacity),
        ("nodule", nil, .lungLesion),
        ("mass", nil, .lungLesion),
        ("density", "round", .lungLesion),
        ("opacity", "round", .lungLesion),
        ("pulmonary edema", nil, .edema),
        ("consolidation", nil, .consolidation),
        ("pneumonia", nil, .pneumonia),
        ("pulmonary atelectasis", nil, .atelectasis),
        ("pneumothorax", nil, .pneumothorax),
        ("hydropneumothorax", nil, .pneumothorax),
        ("hemopneumothorax", nil, .pneumothorax),
        ("pleural effusion", nil, .effusion),
        ("hydropneumothorax", nil, .effusion),
        ("thickening", "pleura", .pleuralOther),
        ("cicatrix", "pleura", .pleuralOther),
        ("calcinosis", "pleura", .pleuralOther),
        ("fractures, bone", nil, .fracture),
        ("catheters, indwelling", nil, .supportDevices),
        ("implanted medical device", nil, .supportDevices),
        ("tube, inserted", nil, .supportDevices),
        ("medical device", nil, .supportDevices),
        ("emphysema", nil, .emphysema),
        ("pulmonary emphysema", nil, .emphysema),
        ("bullous emphysema", nil, .emphysema),
        ("hernia, hiatal", nil, .hernia),
        ("hernia, diaphragmatic", nil, .hernia),
    ]

    /// - Returns: `nil` where nobody tagged the report.
    static func signs(_ tags: [String]) -> [Finding: Sign]? {
        guard !tags.isEmpty, !tags.contains("No Indexing") else { return nil }
        var signs: [Finding: Sign] = [:]
        for tag in tags {
            let parts = tag.lowercased().split(separator: "/").map { String($0.trimmed) }
            for entry in ambiguous where entry.heading == parts.first {
                if signs[entry.finding] == nil { signs[entry.finding] = .uncertain }
            }
            for entry in headings where entry.heading == parts.first {
                if let qualifier = entry.qualifier, !parts.contains(qualifier) { continue }
                let sign: Sign = parts.contains("borderline") ? .uncertain : .present
                if signs[entry.finding] != .present { signs[entry.finding] = sign }
            }
        }
        return signs
    }
}
