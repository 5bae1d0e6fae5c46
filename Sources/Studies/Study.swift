/// A chest X-ray with its report and what is known of it.
public struct Study: Sendable, Equatable, Codable, Identifiable {
    public enum View: String, Sendable, Codable, CaseIterable {
        case posteroanterior = "PA"
        case anteroposterior = "AP"
        case lateral = "LATERAL"
    }

    public enum Sex: String, Sendable, Codable, CaseIterable {
        case female = "F"
        case male = "M"
    }

    /// Where the collection itself puts a study.
    public enum Split: String, Sendable, Codable, CaseIterable {
        case train
        case validate
        case test
    }

    /// Unique within its collection: the image's file name without its extension, or its path.
    public var id: String
    public var imagePath: String
    /// As the collection gives it; empty where it gives none.
    public var report: String
    /// Whether each finding is there, by name; those not known, or uncertain, are left out.
    public var findings: [String: Bool]
    public var patient: Int
    public var view: View?
    public var sex: Sex?
    /// In years.
    public var age: Int?
    public var split: Split?
    /// Whether the file shows air white, as MONOCHROME1 stores it.
    public var isInverted: Bool

    public init(
        id: String, imagePath: String, report: String = "", findings: [String: Bool] = [:],
        patient: Int, view: View? = nil, sex: Sex? = nil, age: Int? = nil,
        split: Split? = nil, isInverted: Bool = false
    ) {
        self.id = id
        self.imagePath = imagePath
        self.report = report
        self.findings = findings
        self.patient = patient
        self.view = view
        self.sex = sex
        self.age = age
        self.split = split
        self.isInverted = isInverted
    }

    /// The names of the findings that are there, sorted.
    public var positives: [String] { findings.filter(\.value).keys.sorted() }
}

extension Study.Split {
    /// As collections spell it: `valid`, `val` and `dev` are validation too.
    init?(spelled name: String) {
        switch name.lowercased() {
        case "train", "training": self = .train
        case "validate", "valid", "val", "validation", "dev": self = .validate
        case "test", "testing": self = .test
        default: return nil
        }
    }
}
