import Testing
import Text

@Suite("Findings labeler")
struct FindingsLabelerTests {
    private let labeler = FindingsLabeler()

    /// A text with what it says: `+` affirmed, `-` denied, `?` uncertain.
    static let cases: [(String, String)] = [
        ("There is cardiomegaly.", "+Cardiomegaly"),
        ("The cardiac silhouette is moderately enlarged.", "+Cardiomegaly"),
        ("Mild enlargement of the heart.", "+Cardiomegaly"),
        ("The heart is not enlarged.", "-Cardiomegaly"),
        ("Heart size within normal limits.", "-Cardiomegaly"),
        ("Heart size and mediastinal contours are normal.", "-Cardiomegaly"),
        ("The heart is enlarged with normal lungs.", "+Cardiomegaly +No Finding"),
        ("Borderline cardiomegaly.", "?Cardiomegaly"),
        ("Bibasilar atelectatic changes.", "+Atelectasis"),
        ("Collapse of the right upper lobe.", "+Atelectasis"),
        ("Collapse of a vertebral body.", ""),
        ("Small left pleural effusion.", "+Effusion"),
        ("Pericardial effusion.", ""),
        ("Blunting of the left costophrenic angle.", "?Effusion"),
        ("The costophrenic angles are sharp.", "-Effusion"),
        ("Pleural effusion or thickening is not seen.", "-Effusion -Pleural_Thickening"),
        ("Pleural effusion or thickening.", "?Effusion ?Pleural_Thickening"),
        ("Thickening of the right apical pleura.", "+Pleural_Thickening"),
        ("Left hydropneumothorax.", "+Effusion +Pneumothorax"),
        ("Subcutaneous emphysema without pneumothorax.", "-Pneumothorax"),
        ("Emphysematous lungs.", "+Emphysema"),
        ("A 2 cm nodular opacity.", "+Lung Opacity +Nodule"),
        ("Hilar mass with mass effect.", "+Mass"),
        ("Mass effect on the trachea.", ""),
        ("Hiatal hernia; fibrotic changes.", "+Fibrosis +Hernia"),
        ("Patchy infiltrates and pulmonary oedema.", "+Edema +Infiltration"),
        // labels that CheXpert has and ChestX-ray14 has not
        ("The mediastinum is widened.", "+Enlarged Cardiomediastinum"),
        ("Healing fractures of two ribs, no acute fracture.", "+Fracture -Fracture"),
        ("Patchy airspace disease at the left base.", "+Lung Opacity"),
        ("No focal opacity.", "-Lung Opacity"),
        ("A cavitary lesion of the right apex.", "+Lung Lesion"),
        ("A mass of the left breast, and a breast mass.", "+Mass"),
        ("Biapical pleural scarring.", "+Pleural Other"),
        (
            "A pacemaker is seen; the endotracheal tube has been removed.",
            "+Support Devices -Support Devices"
        ),
        ("Left catheter with its tip in the SVC.", "+Support Devices"),
        ("Median sternotomy wires and degenerative changes.", ""),
        // negation and its reach
        (
            "No focal consolidation, pleural effusion, or pneumothorax.",
            "-Consolidation -Effusion -Pneumothorax"
        ),
        ("No evidence of pneumonia or edema.", "-Edema -Pneumonia"),
        ("Lungs are free of infiltrate, mass or nodule.", "-Infiltration -Mass -Nodule"),
        ("Negative for pneumothorax. Cardiomegaly.", "+Cardiomegaly -Pneumothorax"),
        ("No pneumothorax but a small effusion.", "+Effusion -Pneumothorax"),
        ("No pneumothorax, small left effusion.", "+Effusion -Pneumothorax"),
        ("No pneumothorax, small effusion, or mass.", "-Effusion -Mass -Pneumothorax"),
        ("No effusion, the heart is enlarged.", "+Cardiomegaly -Effusion"),
        ("No effusion and stable cardiomegaly.", "+Cardiomegaly -Effusion"),
        ("Cardiomegaly without edema.", "+Cardiomegaly -Edema"),
        ("Effusion is not seen.", "-Effusion"),
        ("Neither effusion nor pneumothorax is present.", "-Effusion -Pneumothorax"),
        ("The right pneumothorax has resolved.", "-Pneumothorax"),
        ("Interval resolution of the edema.", "-Edema"),
        ("No change in the left effusion.", "+Effusion"),
        ("No significant interval change in cardiomegaly.", "+Cardiomegaly"),
        ("The effusion is no longer seen.", "-Effusion"),
        ("No apparent pneumothorax.", "-Pneumothorax"),
        ("Effusion measures 1.5 cm. No mass", "+Effusion -Mass"),
        ("no\neffusion", "-Effusion"),
        // uncertainty
        ("This may represent pneumonia or atelectasis.", "?Atelectasis ?Pneumonia"),
        ("Possible small effusion.", "?Effusion"),
        ("Possible effusion and cardiomegaly.", "+Cardiomegaly ?Effusion"),
        ("Cannot exclude pneumonia.", "?Pneumonia"),
        ("Pneumonia cannot be excluded.", "?Pneumonia"),
        ("No consolidation, but pneumonia is not excluded.", "-Consolidation ?Pneumonia"),
        ("Atelectasis versus infiltrate.", "?Atelectasis ?Infiltration"),
        ("Opacity suggesting consolidation.", "+Lung Opacity ?Consolidation"),
        ("Possible atelectasis without effusion.", "-Effusion ?Atelectasis"),
        ("Minimal if any effusion", "?Effusion"),
        ("No opacity to suggest pneumonia.", "-Lung Opacity -Pneumonia"),
        ("Opacities suggest pneumonia.", "+Lung Opacity ?Pneumonia"),
        (
            "The differential includes edema, infiltrate, pneumonia.",
            "?Edema ?Infiltration ?Pneumonia"
        ),
        ("Follow up to exclude an underlying mass.", "?Mass"),
        ("Please correlate clinically for pneumonia.", "?Pneumonia"),
        ("Fractures may not be visible.", "?Fracture"),
        ("Markings could be due to edema.", "?Edema"),
        // all of the chest
        ("No acute cardiopulmonary abnormality.", "+No Finding"),
        ("Normal chest X-ray.", "+No Finding"),
        ("The lungs are clear.", "+No Finding"),
        ("The lungs are not clear.", ""),
        ("Otherwise normal chest.", ""),
        ("", ""), (",", ""), ("no", ""), ("12 of 34", ""),
    ]

    @Test("Reports are read as a radiologist means them", arguments: cases)
    func reading(text: String, expected: String) {
        let mentions = labeler.label(text).mentions
        let read = Set(mentions.map { "\(Self.sign($0.assertion))\($0.finding.name)" })
        #expect(read.sorted().joined(separator: " ") == expected, "\(text)")
    }

    private static func sign(_ assertion: Assertion) -> String {
        switch assertion {
        case .affirmed: "+"
        case .denied: "-"
        case .uncertain: "?"
        }
    }

    @Test("Ranges hold the words of the finding, whatever characters stand before them")
    func ranges() {
        let text = "👩🏽‍⚕️ é: The heart is mildly enlarged.\r\n\r\nNo PLEURAL effusion."
        let characters = Array(text)
        let words = labeler.label(text).mentions.map { String(characters[$0.range]) }
        #expect(words == ["heart is mildly enlarged", "effusion"])
    }

    @Test("Affirmed outweighs uncertain, which outweighs denied")
    func summary() {
        let text = "No effusion. Possible edema. No edema. Small effusion. Normal chest."
        let labeled = labeler.label(text)
        #expect(labeled.assertions[.effusion] == .affirmed)
        #expect(labeled.assertions[.edema] == .uncertain)
        #expect(labeled.assertions[.noFinding] == .denied)
        #expect(labeled.labels(for: [.effusion, .edema, .mass]) == ["Effusion": true])
    }

    @Test("A nodule is a lung lesion, an infiltrate a lung opacity; CheXpert's names are asked for")
    func compositeLabels() {
        let labels = labeler.label("A nodule. No infiltrate. Pleural thickening. A pacemaker.")
            .labels(for: Finding.cheXpert)
        #expect(
            labels == [
                "Lung Lesion": true, "Lung Opacity": false, "Pleural Other": true,
                "Support Devices": true, "No Finding": false,
            ])
    }

    @Test(
        "A device does not contradict a normal chest; nothing at all may be wrong in a normal film")
    func normalFilm() {
        #expect(labeler.label("Normal chest. Pacemaker.").assertions[.noFinding] == .affirmed)
        for (text, isNormal) in [
            ("Normal chest.", true), ("No effusion, no pneumothorax.", true), ("", false),
            ("Normal chest. Pacemaker.", false), ("Clear lungs. Scoliosis.", false),
            ("Clear lungs. No scoliosis.", true), ("Clear lungs. Possible effusion.", false),
        ] {
            #expect(labeler.label(text).isNormal == isNormal, "\(text)")
        }
    }

    @Test("Findings are known by the names that data sets give them")
    func spellings() {
        #expect(Finding(spelled: "Pleural Effusion") == .effusion)
        #expect(Finding(spelled: "pleural thickening") == .pleuralThickening)
        #expect(Finding(spelled: "No finding") == .noFinding)
        #expect(Finding(spelled: "Gallstones") == nil)
        #expect(Finding.cheXpert.count == 14 && Set(Finding.all).count == 21)
    }

    @Test("A normal chest denies every finding that is asked for")
    func normal() {
        let labels = labeler.label("Normal chest radiograph. No mass.").labels()
        #expect(labels.count == 14)
        #expect(labels.values.allSatisfy { !$0 })
        #expect(labeler.label("No mass.").labels() == ["Mass": false])
    }
}
