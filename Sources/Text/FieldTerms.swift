/// Words that reports of chest films are written with, for completion and for variations.
public enum FieldTerms {
    /// Words that can stand in each other's place: sides, degrees, views, findings, and what else
    /// a sentence can be turned by.
    static let groups: [[String]] = [
        ["left", "right", "bilateral"],
        ["small", "moderate", "large"],
        ["mild", "moderate", "severe"],
        ["PA", "AP"],
        ["man", "woman"],
        ["young", "elderly"],
        ["is enlarged", "is normal"],
        ["no evidence of", "evidence of"],
        ["upper", "lower"],
        [
            "pleural effusion", "pulmonary edema", "consolidation", "atelectasis", "pneumothorax",
            "cardiomegaly",
        ],
        ["pneumonia", "emphysema", "fibrosis", "infiltrate"],
        ["nodule", "mass"],
    ]

    /// Further words that are completed.
    static let others = [
        "minimal", "trace", "chronic", "acute", "patchy", "diffuse", "basilar", "perihilar",
        "retrocardiac", "lobe", "lung base", "apex", "costophrenic angle", "hemithorax",
        "chest radiograph", "chest X-ray", "year-old", "pleural thickening", "hiatal hernia",
        "rib fracture", "lung opacity", "airspace consolidation", "cardiac silhouette",
        "heart size is normal", "mediastinal widening", "enlarged", "increased", "blunted",
        "without", "negative for", "no acute cardiopulmonary abnormality", "the lungs are clear",
        "endotracheal tube", "central venous line", "pacemaker",
    ]

    /// All of them, each once, in alphabetical order.
    public static let all = Set(groups.joined() + others).sorted {
        $0.lowercased() < $1.lowercased()
    }

    /// Letters that must stand before a completion is offered.
    private static let fewestLetters = 2

    /// Terms that begin with the last words of a text, and how many of its characters they repeat.
    ///
    /// The longest beginning counts: after “pleural ef” it is “pleural effusion”, not “effusion”.
    public static func completions(of text: String) -> (typed: Int, terms: [String]) {
        let characters = Array(text)
        let longest = all.map(\.count).max() ?? 0
        let starts = (max(0, characters.count - longest)..<characters.count).filter { index in
            characters[index].isLetter && (index == 0 || !characters[index - 1].isOfTerm)
        }
        for start in starts {
            let beginning = String(characters[start...]).lowercased()
            guard beginning.count >= fewestLetters else { break }
            let terms = all.filter {
                $0.count > beginning.count && $0.lowercased().hasPrefix(beginning)
            }
            if !terms.isEmpty { return (beginning.count, terms) }
        }
        return (0, [])
    }
}
