import Foundation
import Testing
import Text

@Suite("Byte pair trainer")
struct BytePairTrainerTests {
    private let corpus: [String]

    init() throws {
        corpus = try String(
            contentsOfFile: TokenizerTests.folder("corpus.txt"), encoding: .utf8
        ).split(separator: "\n").map(String.init)
    }

    @Test("The golden corpus gives the golden vocabulary, in any order of its lines")
    func golden() throws {
        let trainer = BytePairTrainer(vocabularySize: 640, contextLength: 48)
        let golden = try Tokenizer(folder: TokenizerTests.folder("tokenizer"))
        for texts in [corpus, corpus.reversed(), corpus.sorted()] {
            let learned = try trainer.train(on: texts)
            #expect(learned.merges == golden.merges)
            #expect(learned.vocabulary == golden.vocabulary)
        }
    }

    @Test("Ids are as many as asked for and without gaps; common words become one token")
    func vocabulary() throws {
        let tokenizer = try BytePairTrainer(vocabularySize: 660).train(on: corpus)
        #expect(tokenizer.vocabulary.count == 660)
        #expect(tokenizer.vocabulary.values.sorted() == Array(0..<660))
        #expect(tokenizer.encode("chest radiograph").count == 2)
        #expect(tokenizer.endID == 659)
    }

    @Test("Merging the most frequent pair first, and the first in spelling among equals")
    func order() throws {
        let tokenizer = try BytePairTrainer(vocabularySize: 516).train(
            on: ["abx abx cdx cdx abx", "cd"])
        #expect(tokenizer.merges == [TokenPair("a", "b"), TokenPair("ab", "x</w>")])
    }

    @Test("No pair is learned that occurs once, so a small corpus gives a small vocabulary")
    func exhausted() throws {
        let tokenizer = try BytePairTrainer(vocabularySize: 1000).train(on: ["ab ab cd"])
        #expect(tokenizer.vocabulary.count == BytePairTrainer.minimumSize + 1)
    }

    @Test("A vocabulary too small for all bytes is refused")
    func tooSmall() {
        #expect(throws: TokenizerError.vocabularyTooSmall(size: 500, minimum: 514)) {
            try BytePairTrainer(vocabularySize: 500).train(on: corpus)
        }
    }

    @Test("Any text can be spelt: nothing becomes the token for unknown")
    func total() throws {
        let tokenizer = try BytePairTrainer(vocabularySize: 514).train(on: ["a"])
        let text = "Ωmega \u{1F9E0} \u{0}"
        #expect(!tokenizer.encode(text).contains(tokenizer.endID))
        #expect(tokenizer.decode(tokenizer.encode("heart size")) == "heart size")
    }
}
