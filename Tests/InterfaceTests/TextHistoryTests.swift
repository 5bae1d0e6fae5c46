import Testing

@testable import Interface

@Suite struct TextHistoryTests {
    @Test("Texts come back newest first, and the text of now after them")
    func walk() {
        var history = TextHistory()
        for text in ["one", "two", "three"] { history.remember(text) }
        #expect(history.earlier(than: "now") == "three")
        #expect(history.earlier(than: "three") == "two")
        #expect(history.earlier(than: "two") == "one")
        #expect(history.earlier(than: "one") == nil)
        #expect(!history.hasEarlier(than: "one"))
        #expect(history.later(than: "one") == "two")
        #expect(history.later(than: "two") == "three")
        #expect(history.later(than: "three") == "now")
        #expect(history.later(than: "now") == nil)
    }

    @Test("The text that is shown is not fetched as the one before it")
    func shown() {
        var history = TextHistory()
        history.remember("one")
        history.remember("two")
        #expect(history.earlier(than: "two") == "one")
    }

    @Test("A text that is changed after it was fetched begins anew, and is not lost")
    func changed() {
        var history = TextHistory()
        history.remember("one")
        history.remember("two")
        #expect(history.earlier(than: "") == "two")
        #expect(history.earlier(than: "two") == "one")
        #expect(!history.hasLater(than: "one, changed"))
        #expect(history.earlier(than: "one, changed") == "two")
        #expect(history.later(than: "two") == "one, changed")
    }

    @Test("Drawing what was fetched keeps the way back and forth")
    func drawn() {
        var history = TextHistory()
        for text in ["one", "two", "three"] { history.remember(text) }
        #expect(history.earlier(than: "now") == "three")
        history.remember("three")
        #expect(history.earlier(than: "three") == "two")
        history.remember("two")
        #expect(history.earlier(than: "two") == "one")
        #expect(history.later(than: "one") == "two")
        #expect(history.later(than: "two") == "three")
        #expect(history.later(than: "three") == "now")
    }

    @Test("Each text is kept once, blanks not at all, and only so many")
    func keeps() {
        var history = TextHistory()
        for text in ["one", "two", " \n", "one"] { history.remember(text) }
        #expect(history.texts == ["two", "one"])
        for number in 0..<200 { history.remember("\(number)") }
        #expect(history.texts.count == TextHistory.limit)
        #expect(history.texts.last == "199")
    }
}
