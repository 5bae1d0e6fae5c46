import Testing

@testable import Text

@Suite struct PromptWordTests {
    private func tokenizer() throws -> Tokenizer {
        try BytePairTrainer(vocabularySize: 530, contextLength: 32)
            .train(on: ["effusion effusion effusion", "no left left"])
    }

    @Test("Words are what touches, digits and hyphens with them, and signs belong to none")
    func words() throws {
        let tokenizer = try tokenizer()
        let prompt = "AP film, 54-year-old man. No left effusion."
        let words = tokenizer.words(in: prompt)
        #expect(
            words.map(\.text) == ["AP", "film", "54-year-old", "man", "No", "left", "effusion"])
        let characters = Array(prompt)
        for word in words { #expect(String(characters[word.characters]) == word.text) }
    }

    @Test("The tokens of a word spell it, and follow each other")
    func tokens() throws {
        let tokenizer = try tokenizer()
        let prompt = "No left pleural effusion."
        let ids = tokenizer.encode(prompt)
        let words = tokenizer.words(in: prompt)
        for word in words {
            let spelled = tokenizer.decode(Array(ids[word.tokens])).filter { $0 != " " }
            #expect(spelled == word.text.lowercased())
        }
        #expect(
            zip(words, words.dropFirst()).allSatisfy {
                $0.tokens.upperBound <= $1.tokens.lowerBound
            })
        #expect(words.last?.tokens.upperBound == ids.count - 1)
    }

    @Test("A text without words has none", arguments: ["", " . - ", "👩‍⚕️"])
    func none(text: String) throws {
        #expect(try tokenizer().words(in: text).isEmpty)
    }
}
