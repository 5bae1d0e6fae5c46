/// The part of a prompt that says what film it is and of whom; each of view, sex and age is
/// sometimes left out, so that a prompt without them is nothing new.
struct PromptOpening {
    private let study: Study

    init(study: Study) { self.study = study }

    func text(_ choices: inout PromptChoices) -> String {
        let film = film(&choices)
        let person = person(&choices)
        if film.isEmpty { return person }
        if person.isEmpty { return film }
        return choices.pick([
            "\(film) of \(person)", "\(film) in \(person)", "\(film), \(person)",
            "\(person), \(film)",
        ])
    }

    private func film(_ choices: inout PromptChoices) -> String {
        let film = choices.pick(["chest X-ray", "chest radiograph", "chest film", "radiograph"])
        guard let view = study.view, choices.chance(0.85) else {
            return choices.chance(0.5) ? film : ""
        }
        switch view {
        case .posteroanterior:
            return choices.pick(["PA", "frontal PA", "posteroanterior"]) + " \(film)"
        case .anteroposterior:
            return choices.pick(["AP", "frontal AP", "anteroposterior"]) + " \(film)"
        case .lateral:
            return "lateral \(film)"
        }
    }

    private func person(_ choices: inout PromptChoices) -> String {
        let noun = noun(&choices)
        guard let age = study.age, choices.chance(0.75) else {
            return choices.chance(0.6) && study.sex != nil ? "a \(noun)" : ""
        }
        if let stage = PromptOpening.stage(of: age), choices.chance(0.3) {
            return "\(stage == "elderly" ? "an" : "a") \(stage) \(noun)"
        }
        let article = PromptOpening.startsWithVowel(age) ? "an" : "a"
        return choices.pick([
            "\(article) \(age)-year-old \(noun)", "\(age)-year-old \(noun)",
            "\(article) \(age) year old \(noun)", "a \(noun) aged \(age)",
        ])
    }

    private func noun(_ choices: inout PromptChoices) -> String {
        guard let sex = study.sex, choices.chance(0.85) else { return "patient" }
        let isChild = study.age.map { $0 < 16 } ?? false
        switch sex {
        case .female: return choices.pick(isChild ? ["girl", "female"] : ["woman", "female"])
        case .male: return choices.pick(isChild ? ["boy", "male"] : ["man", "male"])
        }
    }

    private static func stage(of age: Int) -> String? {
        switch age {
        case ..<16: nil
        case ..<35: "young"
        case 50..<65: "middle-aged"
        case 75...: "elderly"
        default: nil
        }
    }

    private static func startsWithVowel(_ age: Int) -> Bool {
        age == 8 || age == 11 || age == 18 || (80..<90).contains(age)
    }
}
