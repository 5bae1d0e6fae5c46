import Foundation
import Testing
import Text

@Suite("Tokenizer against transformers' CLIPTokenizer")
struct TokenizerTests {
    struct Row: Decodable {
        let text: String
        let ids: [Int]
        let padded_to_16: [Int]
        let decoded: String
        let ids_with_sign_as_padding: [Int]
    }

    static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static func folder(_ name: String) -> String { golden.appendingPathComponent(name).path }

    private let tokenizer: Tokenizer
    private let rows: [Row]

    init() throws {
        tokenizer = try Tokenizer(folder: TokenizerTests.folder("tokenizer"))
        let data = try Data(contentsOf: TokenizerTests.golden.appendingPathComponent("tokens.json"))
        rows = try JSONDecoder().decode([Row].self, from: data)
    }

    @Test("Ids of every golden line are equal, also when they come from the cache")
    func ids() {
        #expect(rows.count > 25)
        for row in rows + rows { #expect(tokenizer.encode(row.text) == row.ids, "\(row.text)") }
    }

    @Test("A folder as transformers 5 writes it gives the same ids and special tokens")
    func tokenizerFile() throws {
        let other = try Tokenizer(folder: TokenizerTests.folder("transformers5"))
        for row in rows { #expect(other.encode(row.text) == row.ids, "\(row.text)") }
        #expect(other.vocabulary == tokenizer.vocabulary)
        #expect(other.merges == tokenizer.merges)
        #expect(other.specialTokens == tokenizer.specialTokens)
        #expect(other.contextLength == 48)
    }

    @Test("A padding token that is also a sign is taken for padding wherever it is written")
    func paddingSign() throws {
        let sign = try Tokenizer(
            vocabulary: tokenizer.vocabulary, merges: tokenizer.merges,
            specialTokens: SpecialTokens(padding: "!"))
        for row in rows {
            #expect(sign.encode(row.text) == row.ids_with_sign_as_padding, "\(row.text)")
        }
        let padded = try sign.encodePadded("a", contextLength: 5)
        #expect(padded.ids.suffix(2) == [sign.paddingID, sign.paddingID])
        #expect(sign.paddingID == sign.vocabulary["!"])
    }

    @Test("Padding and truncation are equal")
    func padding() throws {
        for row in rows {
            let prompt = try tokenizer.encodePadded(row.text, contextLength: 16, truncate: true)
            #expect(prompt.ids == row.padded_to_16, "\(row.text)")
            #expect(prompt.tokenCount == row.ids.count + 2)
            #expect(prompt.isTruncated == (row.ids.count > 14))
            #expect(prompt.cutText.isEmpty == !prompt.isTruncated)
        }
    }

    @Test("Decoded text is equal")
    func decoding() {
        for row in rows { #expect(tokenizer.decode(row.ids) == row.decoded, "\(row.text)") }
    }

    @Test("Ranges cover every character but white space, in order, one for each token")
    func ranges() {
        for row in rows {
            let ranges = tokenizer.tokenRanges(in: row.text)
            #expect(ranges.count == row.ids.count)
            let characters = Array(row.text)
            var covered = Set<Int>()
            for range in ranges { covered.formUnion(range) }
            let visible = characters.indices.filter { !characters[$0].isWhitespace }
            #expect(covered == Set(visible), "\(row.text)")
            #expect(ranges.map(\.lowerBound) == ranges.map(\.lowerBound).sorted())
        }
    }

    @Test("Ranges name the very characters of each token")
    func rangeTexts() {
        let text = "The  heart, ENLARGED."
        let characters = Array(text)
        let words = tokenizer.tokenRanges(in: text).map { String(characters[$0]) }
        #expect(words.joined(separator: "|").hasPrefix("The|heart|,|"))
        #expect(words.joined() == "Theheart,ENLARGED.")
    }
}
