/// How radiologists write the findings.
enum FindingPhrases {
    enum Meaning: Hashable {
        case finding(Finding)
        /// Denies the finding without a word of negation: "heart size is normal".
        case normal(Finding)
        /// Hints at the finding, no more: "blunted costophrenic angle".
        case hint(Finding)
        /// Holds a finding's word but means something else: "pericardial effusion".
        case other
    }

    static let index = PatternIndex<Meaning>(
        findings.map { (.finding($0), $1) } + normal.map { (.normal($0), $1) }
            + [(.hint(.effusion), bluntedAngle), (.other, other)])

    private static let findings: [(Finding, [String])] = [
        (
            .atelectasis,
            [
                "atelecta*", "volume loss", "loss of volume", "lobar collapse", "lung collapse",
                "collapse of ~3 lung/lobe", "collapsed ~2 lung/lobe",
            ]
        ),
        (.cardiomegaly, cardiomegaly),
        (
            .effusion,
            ["effusion/effusions", "pleural ~2 fluid", "hydrothorax", "hydropneumothora*"]
        ),
        (.infiltration, ["infiltrat*"]),
        (.mass, ["mass/masses/masslike"]),
        (.nodule, ["nodul*"]),
        (.pneumonia, ["pneumonia/pneumonias/pneumonic/bronchopneumonia"]),
        (.pneumothorax, ["pneumothora*", "hydropneumothora*", "ptx"]),
        (
            .consolidation,
            [
                "consolidat*", "airspace opacification",
                "air space opacification",
            ]
        ),
        (.edema, ["edema/oedema/edematous"]),
        (.emphysema, ["emphysem*", "bullae/bullous"]),
        (.fibrosis, ["fibrosis/fibroses/fibrotic"]),
        (
            .pleuralThickening,
            [
                "pleural/pleuroparenchymal ~3 thickening", "thickening of ~3 pleura",
                "thickened ~2 pleura", "pleura ~3 thickened",
            ]
        ),
        (.hernia, ["hernia/hernias/herniation"]),
    ]

    private static let cardiomegaly = [
        "cardiomegaly", "cardiac enlargement", "heart enlargement",
        "enlargement of ~2 heart/cardiac/cardiomediastinal",
        "enlarged ~1 heart", "large heart",
        "enlarged ~1 cardiac/cardiomediastinal/cardiopericardial",
        "heart ~3 enlarged/large", "heart size ~3 increased",
        "cardiac/cardiomediastinal/cardiopericardial silhouette/contour/contours/shadow/size"
            + " ~3 enlarged/increased/large",
    ]

    private static let normal: [(Finding, [String])] = [
        (
            .cardiomegaly,
            [
                "heart ~3 normal/unremarkable", "heart size and ~4 normal", "normal ~1 heart",
                "normal ~1 cardiac/cardiomediastinal silhouette/contour/contours/size",
                "cardiac/cardiomediastinal silhouette/contour/contours/shadow/size"
                    + " ~3 normal/unremarkable",
            ]
        ),
        (
            .effusion,
            ["costophrenic angles/angle/sulci/recesses ~3 sharp/clear/preserved/maintained"]
        ),
        (.noFinding, noFinding),
    ]

    private static let noFinding = [
        "no acute/active/significant ~2 disease/process/abnormality/abnormalities/finding/findings",
        "no ~1 abnormality/abnormalities/findings", "no finding", "no cardiopulmonary disease",
        "normal ~2 chest/radiograph/study/examination/exam/film/lungs",
        "chest ~1 is/appears ~1 normal/unremarkable/clear",
        "unremarkable ~1 chest/radiograph/study/examination",
        "radiograph/study/examination is normal/unremarkable",
        "heart and lungs are normal/unremarkable/clear",
        "no evidence of ~3 disease/process/abnormality", "lungs ~3 clear", "clear ~1 lungs",
    ]

    private static let bluntedAngle = [
        "blunting of ~4 costophrenic", "blunted ~3 costophrenic",
        "costophrenic ~4 blunted/blunting",
    ]

    private static let other = [
        "pericardial effusion/effusions", "joint effusion/effusions", "mass effect", "body mass",
        "subcutaneous/mediastinal/surgical emphysema", "soft tissue ~1 emphysema/edema",
        "subcutaneous edema", "cystic fibrosis", "disc/disk herniation",
        "disc/disk space ~2 atelecta*",
        "no other ~2 abnormality/abnormalities/finding/findings", "otherwise ~2 normal/clear",
        "otherwise ~2 normal/clear/unremarkable ~2 chest/radiograph/study/examination/film/lungs",
    ]
}
