import Foundation
import Testing
import Text

@Suite("Prompts and broken tokenizer folders")
struct TokenizerPaddingTests {
    private let tokenizer: Tokenizer

    init() throws {
        tokenizer = try Tokenizer(folder: TokenizerTests.folder("tokenizer"))
    }

    @Test("A prompt beyond the context is refused, with both numbers, unless truncation is asked")
    func tooLong() throws {
        let text = "no mass no mass no mass"
        let count = tokenizer.encode(text).count + 2
        #expect(throws: TokenizerError.promptTooLong(tokens: count, limit: 5)) {
            try tokenizer.encodePadded(text, contextLength: 5)
        }
        let prompt = try tokenizer.encodePadded(text, contextLength: 5, truncate: true)
        #expect(prompt.ids.count == 5)
        #expect(prompt.ids.first == tokenizer.beginID)
        #expect(prompt.ids.last == tokenizer.endID)
        #expect(text.hasSuffix(prompt.cutText))
        let start = text.count - prompt.cutText.count
        #expect(tokenizer.tokenRanges(in: text)[3].lowerBound == start)
    }

    @Test("The longest prompt that fits is not truncated, the empty one is begin, end, padding")
    func bounds() throws {
        let ids = tokenizer.encode("no mass")
        let prompt = try tokenizer.encodePadded("no mass", contextLength: ids.count + 2)
        #expect(!prompt.isTruncated)
        #expect(prompt.cutText.isEmpty)
        let empty = try tokenizer.encodePadded("", contextLength: 4)
        #expect(empty.ids == [tokenizer.beginID] + [Int](repeating: tokenizer.endID, count: 3))
        #expect(empty.usedCount == 2)
    }

    @Test("A context without room for text is refused")
    func tinyContext() {
        #expect(throws: TokenizerError.contextTooShort(length: 2)) {
            try tokenizer.encodePadded("a", contextLength: 2)
        }
    }

    @Test("Broken folders are refused with the file's name in the sentence")
    func brokenFolders() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("cxrl-tokenizer-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try tokenizer.write(toFolder: folder.path)
        func expectFailure(_ file: String, _ text: String?, says part: String) throws {
            let url = folder.appendingPathComponent(file)
            let before = try Data(contentsOf: url)
            if let text {
                try Data(text.utf8).write(to: url)
            } else {
                try FileManager.default.removeItem(at: url)
            }
            let error = #expect(throws: TokenizerError.self) {
                try Tokenizer(folder: folder.path)
            }
            #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
            try before.write(to: url)
        }
        try expectFailure("merges.txt", nil, says: "has no merges.txt")
        try expectFailure("vocab.json", nil, says: "has no vocab.json")
        try expectFailure("vocab.json", "{\"a\": ", says: "vocab.json cannot be read")
        try expectFailure("merges.txt", "#version: 0.2\nq x y\n", says: "line 2 is not a pair")
        try expectFailure("merges.txt", "#version: 0.2\nq x\n", says: "\"qx\"")
        try expectFailure(
            "tokenizer_config.json", "{\"eos_token\": \"<end>\"}", says: "\"<end>\"")
        #expect(try Tokenizer(folder: folder.path).vocabulary == tokenizer.vocabulary)
    }
}
