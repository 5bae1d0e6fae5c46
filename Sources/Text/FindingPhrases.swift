/// How radiologists write the findings.
enum FindingPhrases {
    enum Meaning: Hashable {
        case finding(Finding)
        /// Denies the finding without a word of negation: "heart size is normal".
        case normal(Finding)
        /// Hints at the finding, no more: "blunted costophrenic angle".
        case hint(Finding)
        /// Something that is not normal and has no label: "scoliosis".
        case unlabelled
        /// Holds a finding's word but means something else: "pericardial effusion".
        case other
    }

    static let index = PatternIndex<Meaning>(
        findings.map { (.finding($0), $1) } + normal.map { (.normal($0), $1) }
            + [(.hint(.effusion), bluntedAngle), (.other, other), (.unlabelled, unlabelled)])

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
            .enlargedCardiomediastinum,
            [
                "widened ~1 mediastinum/mediastinal/cardiomediastinal", "mediastinal widening",
                "widening of ~2 mediastinum/mediastinal", "mediastinum ~3 widened/enlarged/wide",
                "mediastinal silhouette/contour/contours ~3 widened/enlarged/prominent",
                "cardiomediastinal silhouette/contour/contours ~3 enlarged/widened/prominent",
                "enlarged ~1 mediastinum/mediastinal/cardiomediastinal",
            ]
        ),
        (
            .effusion,
            [
                "effusion/effusions", "pleural ~2 fluid", "hydrothorax", "hydropneumothora*",
                "hemothorax", "hemopneumothora*",
            ]
        ),
        (.infiltration, ["infiltrat*"]),
        (.mass, ["mass/masses/masslike", "neoplasm/neoplasms/tumor/tumors/carcinoma"]),
        (.nodule, ["nodul*"]),
        (.lungLesion, ["cavitary/cystic/lung/pulmonary/metastatic ~1 lesion/lesions"]),
        (
            .lungOpacity,
            [
                "opacit*", "opacification/opacifications/opacified", "airspace disease/process",
                "air space disease/process", "lung/pulmonary/retrocardiac density/densities",
                "density/densities in/within/over/overlying/projecting ~4 lung/lobe/base/lingula",
                "lobe/base/apex density/densities",
            ]
        ),
        (.pneumonia, ["pneumonia/pneumonias/pneumonic/bronchopneumonia/pneumonitis"]),
        (.pneumothorax, ["pneumothora*", "hydropneumothora*", "hemopneumothora*", "ptx"]),
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
        (
            .pleuralOther,
            [
                "pleural/pleuroparenchymal ~2 scar/scarring/plaque/plaques/calcification",
                "fibrothorax", "fissural thickening", "thickening ~3 fissure", "apical capping/cap",
            ]
        ),
        (.hernia, ["hernia/hernias/herniation"]),
        (.fracture, ["fracture/fractures/fractured"]),
        (.supportDevices, supportDevices),
    ]

    private static let supportDevices = [
        "pacemaker/pacemakers/pacer/aicd/icd/defibrillator/pacing", "picc", "port/ports",
        "mediport/portacath/infusaport", "cath/catheter/catheters", "ett/ngt",
        "tube/tubes/tubing/tracheostomy", "central/venous/subclavian/jugular/arterial line/lines",
        "valve/valves ~1 prosthesis/replacement/repair",
        "prosthetic/mechanical/artificial ~2 valve",
        "prosthesis/prostheses/prosthetic", "arthroplasty/arthroplasties", "hardware",
        "device/devices/implant/implants", "stimulator", "drain/drains", "stent/stents",
        "generator", "lead/leads/electrode/electrodes", "occluder", "filter", "loop recorder",
        "tip/tips ~6 svc/cava/caval/cavoatrial/atrium/atriocaval/ventricle/carina/stomach",
        "screw/screws/rod/rods/anchor/anchors",
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

    private static let unlabelled = [
        "breast/thyroid/wall mass/masses",
        "granulom*", "scar/scars/scarring/scarred", "calcif*", "degenerative", "scolio*", "kypho*",
        "dextroscolio*/levoscolio*/rotoscolio*", "osteophyt*", "spondyl*", "spurring/spurs",
        "tortuous/tortuosity/ectatic/ectasia/unfolded/uncoiled", "atheroscler*/arterioscler*",
        "hyperinflat*/hyperexpan*/hyperaerat*/hyperlucen*/overinflat*", "hyperdisten*",
        "low lung volumes/volume", "low volumes", "hypoinflat*/hypoventilat*/hypoaerat*",
        "underinflat*", "flatten* ~4 diaphragm/diaphragms/hemidiaphragm/hemidiaphragms",
        "eventration", "elevat* ~4 diaphragm/hemidiaphragm", "clip/clips", "suture/sutures",
        "sternotomy", "cabg", "bypass", "postsurgical/postoperative", "surgical change/changes",
        "arthritis/arthritic/arthropathy/arthrosis", "osteopen*/osteopor*/demineral*",
        "deformity/deformities", "prominent/prominence", "coarse/coarsened", "congest*",
        "copd", "chronic obstructive", "bronchi*", "peribronchial", "lucency/lucencies", "azygos",
        "adenopathy/lymphadenopathy", "aneurysm*", "cyst/cysts/cystic", "interstitial",
        "blunt*", "sclero*", "wedg*", "pectus", "fusion", "thickening/thickened", "foreign",
        "mastectomy", "shrapnel/bullet", "nipple", "rotated", "obscur*", "collapse/collapsed",
        "dislocation/dislocated", "resection/resected/lobectomy/pneumonectomy", "fat pad",
        "gallstones/cholelithiasis", "cholecystectomy", "chf", "heart failure", "hypertension",
        "wires/wire", "enlarged/enlargement/increased", "abnormal", "density/densities",
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
        "breast/thyroid/wall/renal/abdominal mass/masses",
        "pericardial effusion/effusions", "joint effusion/effusions", "mass effect", "body mass",
        "subcutaneous/mediastinal/surgical emphysema", "soft tissue ~1 emphysema/edema",
        "subcutaneous edema", "cystic fibrosis", "disc/disk herniation",
        "disc/disk space ~2 atelecta*",
        "no other ~2 abnormality/abnormalities/finding/findings", "otherwise ~2 normal/clear",
        "otherwise ~2 normal/clear/unremarkable ~2 chest/radiograph/study/examination/film/lungs",
    ]
}
