import Testing

@testable import Text

@Suite struct FieldTermsTests {
    @Test("The longest beginning before the cursor is completed, whatever its case")
    func completions() {
        #expect(FieldTerms.completions(of: "Small left Pleural ef").terms == ["pleural effusion"])
        #expect(FieldTerms.completions(of: "Small left Pleural ef").typed == 10)
        let pleural = FieldTerms.completions(of: "A pleu")
        #expect(pleural.terms == ["pleural effusion", "pleural thickening"])
        #expect(pleural.typed == 4)
    }

    @Test(
        "A single letter, a whole term, a foreign word and the inside of a word complete to nothing",
        arguments: ["", "A p", "pleural effusion", "Quux", "xpleu", "pleu "])
    func nothing(text: String) {
        #expect(FieldTerms.completions(of: text).terms.isEmpty)
    }

    @Test("Every term is offered once, and what can replace another is a term")
    func terms() {
        #expect(Set(FieldTerms.all).count == FieldTerms.all.count)
        #expect(FieldTerms.groups.joined().allSatisfy(FieldTerms.all.contains))
    }

    @Test("The terms of a prompt that others can replace, the longest ones")
    func variable() {
        let prompt = "AP film of a woman. Small LEFT pleural effusion. The heart is enlarged."
        let terms = FieldTerms.variable(in: prompt)
        #expect(
            terms.map { $0.choices[0] }
                == ["AP", "woman", "Small", "LEFT", "pleural effusion", "is enlarged"])
        #expect(terms[0].choices == ["AP", "PA"])
        #expect(terms[2].text(prompt, choice: 2).contains("woman. Large LEFT pleural"))
        #expect(terms[5].text(prompt, choice: 1).hasSuffix("The heart is normal."))
        #expect(terms[1].text(prompt, choice: 0) == prompt)
    }

    @Test("Parts of words do not vary", arguments: ["Leftover mass-like mana", "pa ap"])
    func parts(prompt: String) {
        #expect(FieldTerms.variable(in: prompt).isEmpty)
    }
}
