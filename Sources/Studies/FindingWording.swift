import Text

/// The ways in which the prompt writer names a finding.
///
/// They say nothing of side, size or severity, which the labels do not know: a generator would
/// learn to ignore such words.
struct FindingWording: Sendable {
    /// Nouns that affirm it, with their article.
    let nouns: [String]
    /// Whole sentences that affirm it, without the full stop.
    let sentences: [String]
    /// Nouns for "no …", without an article.
    let denials: [String]
    /// Whole sentences that deny it, without the full stop.
    let deniedSentences: [String]

    init(
        _ nouns: [String], sentences: [String] = [], denials: [String],
        deniedSentences: [String] = []
    ) {
        self.nouns = nouns
        self.sentences = sentences
        self.denials = denials
        self.deniedSentences = deniedSentences
    }

    static let all: [Finding: FindingWording] = [
        .atelectasis: FindingWording(
            ["atelectasis", "atelectatic changes", "areas of atelectasis", "volume loss"],
            sentences: ["Atelectatic changes are noted", "Lung volume loss from atelectasis"],
            denials: ["atelectasis", "volume loss"]),
        .cardiomegaly: FindingWording(
            ["cardiomegaly", "an enlarged heart", "cardiac enlargement"],
            sentences: [
                "The heart is enlarged", "Heart size is increased", "Enlarged cardiac silhouette",
                "The cardiac silhouette is enlarged",
            ],
            denials: ["cardiomegaly", "cardiac enlargement"],
            deniedSentences: [
                "Heart size is normal", "The heart is not enlarged", "Normal heart size",
                "The cardiac silhouette is normal", "Heart size within normal limits",
            ]),
        .effusion: FindingWording(
            ["a pleural effusion", "pleural effusion", "pleural fluid", "an effusion"],
            sentences: ["Pleural fluid blunts the costophrenic angle"],
            denials: ["pleural effusion", "effusion", "pleural fluid"],
            deniedSentences: ["The costophrenic angles are sharp"]),
        .infiltration: FindingWording(
            ["an infiltrate", "pulmonary infiltrates", "infiltration", "a lung infiltrate"],
            denials: ["infiltrate", "infiltrates", "pulmonary infiltrate"]),
        .mass: FindingWording(
            ["a mass", "a lung mass", "a pulmonary mass"], denials: ["mass", "lung mass"]),
        .nodule: FindingWording(
            ["a nodule", "a lung nodule", "a pulmonary nodule", "a nodular density"],
            denials: ["nodule", "pulmonary nodule"]),
        .pneumonia: FindingWording(
            ["pneumonia", "a pneumonia"], sentences: ["The appearance is that of pneumonia"],
            denials: ["pneumonia"]),
        .pneumothorax: FindingWording(
            ["a pneumothorax", "pneumothorax"], denials: ["pneumothorax"]),
        .consolidation: FindingWording(
            ["consolidation", "airspace consolidation", "a consolidation"],
            sentences: ["The lung is consolidated"],
            denials: ["consolidation", "focal consolidation", "airspace consolidation"]),
        .edema: FindingWording(
            ["pulmonary edema", "edema", "edema of the lungs"],
            denials: ["pulmonary edema", "edema"]),
        .emphysema: FindingWording(
            ["emphysema", "emphysematous changes", "pulmonary emphysema"],
            sentences: ["The lungs are emphysematous"], denials: ["emphysema"]),
        .fibrosis: FindingWording(
            ["fibrosis", "pulmonary fibrosis", "fibrotic changes"], denials: ["fibrosis"]),
        .pleuralThickening: FindingWording(
            ["pleural thickening", "thickening of the pleura"],
            sentences: ["The pleura is thickened"], denials: ["pleural thickening"]),
        .hernia: FindingWording(
            ["a hernia", "a hiatal hernia", "a diaphragmatic hernia"], denials: ["hernia"]),
        .lungOpacity: FindingWording(
            ["a lung opacity", "an airspace opacity", "pulmonary opacities"],
            denials: ["opacity", "lung opacity", "airspace opacity"]),
        .lungLesion: FindingWording(
            ["a lung lesion", "a pulmonary lesion"], denials: ["lung lesion"]),
        .enlargedCardiomediastinum: FindingWording(
            ["mediastinal widening", "a widened mediastinum", "an enlarged mediastinum"],
            sentences: ["The mediastinum is widened"], denials: ["mediastinal widening"]),
        .pleuralOther: FindingWording(
            ["pleural scarring", "a pleural plaque"], denials: ["pleural scarring"]),
        .fracture: FindingWording(["a fracture", "a rib fracture"], denials: ["fracture"]),
        .supportDevices: FindingWording(
            ["a support device", "support devices", "an implanted device"], denials: []),
    ]

    /// For a film on which no finding is there.
    static let normal = [
        "No acute cardiopulmonary abnormality", "Normal chest radiograph", "The lungs are clear",
        "Clear lungs", "No acute disease", "No active disease", "Unremarkable chest radiograph",
        "No acute cardiopulmonary process", "No abnormality", "The chest is normal",
    ]
}
