/// A radiological finding, by the name that labels, configurations and files use for it.
public struct Finding: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public var name: String { rawValue }
    /// The name as a person writes it, without underscores.
    public var title: String { rawValue.replacing("_", with: " ") }

    public static let atelectasis = Finding(rawValue: "Atelectasis")
    public static let cardiomegaly = Finding(rawValue: "Cardiomegaly")
    public static let effusion = Finding(rawValue: "Effusion")
    public static let infiltration = Finding(rawValue: "Infiltration")
    public static let mass = Finding(rawValue: "Mass")
    public static let nodule = Finding(rawValue: "Nodule")
    public static let pneumonia = Finding(rawValue: "Pneumonia")
    public static let pneumothorax = Finding(rawValue: "Pneumothorax")
    public static let consolidation = Finding(rawValue: "Consolidation")
    public static let edema = Finding(rawValue: "Edema")
    public static let emphysema = Finding(rawValue: "Emphysema")
    public static let fibrosis = Finding(rawValue: "Fibrosis")
    public static let pleuralThickening = Finding(rawValue: "Pleural_Thickening")
    public static let hernia = Finding(rawValue: "Hernia")
    public static let enlargedCardiomediastinum = Finding(rawValue: "Enlarged Cardiomediastinum")
    public static let fracture = Finding(rawValue: "Fracture")
    public static let lungLesion = Finding(rawValue: "Lung Lesion")
    public static let lungOpacity = Finding(rawValue: "Lung Opacity")
    public static let pleuralOther = Finding(rawValue: "Pleural Other")
    public static let supportDevices = Finding(rawValue: "Support Devices")
    /// That there is none of the others.
    public static let noFinding = Finding(rawValue: "No Finding")

    /// The 14 labels of NIH ChestX-ray14 (Wang et al., "ChestX-ray8", CVPR 2017), in its order.
    public static let chestXray14: [Finding] = [
        .atelectasis, .cardiomegaly, .effusion, .infiltration, .mass, .nodule, .pneumonia,
        .pneumothorax, .consolidation, .edema, .emphysema, .fibrosis, .pleuralThickening, .hernia,
    ]

    /// The 14 labels of CheXpert and MIMIC-CXR-JPG (Irvin et al., "CheXpert", AAAI 2019), in the
    /// order of their columns; they write Effusion as Pleural Effusion.
    public static let cheXpert: [Finding] = [
        .atelectasis, .cardiomegaly, .consolidation, .edema, .enlargedCardiomediastinum, .fracture,
        .lungLesion, .lungOpacity, .noFinding, .effusion, .pleuralOther, .pneumonia,
        .pneumothorax, .supportDevices,
    ]

    /// Every finding that has a name here.
    public static let all: [Finding] =
        chestXray14 + cheXpert.filter { !chestXray14.contains($0) }

    /// A finding as data sets spell it: upper and lower case, spaces, hyphens and underscores
    /// alike.
    ///
    /// - Returns: `nil` where no label has that name.
    public init?(spelled name: String) {
        let key = Finding.key(name)
        let other = ["pleuraleffusion": Finding.effusion, "infiltrate": .infiltration][key]
        guard let finding = other ?? Finding.all.first(where: { Finding.key($0.rawValue) == key })
        else { return nil }
        self = finding
    }

    private static func key(_ name: String) -> String {
        String(name.lowercased().filter(\.isLetter))
    }
}
