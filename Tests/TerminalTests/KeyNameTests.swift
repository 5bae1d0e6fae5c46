import Testing

@testable import Terminal

@Suite("Names of keys") struct KeyNameTests {
    private static let keys: [Key] =
        [
            .up, .down, .left, .right, .wordLeft, .wordRight, .home, .end, .pageUp, .pageDown,
            .tab, .backtab, .enter, .escape, .backspace, .alt("\u{7F}"), .delete, .insert, .space,
            .function(1),
            .function(12), .control("g"), .control("_"), .control("@"), .alt("b"), .alt("B"),
        ] + "aZ09?!/+-^|äμ".map { .character($0) }

    @Test("mean the same key as files write them and as screens show them", arguments: keys)
    func roundTrip(key: Key) {
        #expect(Key(named: key.writtenName) == key)
        #expect(Key(named: key.name) == key)
    }

    @Test("are written in ASCII where the key is no other character", arguments: keys.prefix(26))
    func ascii(key: Key) {
        #expect(key.writtenName.allSatisfy { $0.isASCII })
    }

    @Test("are read whatever their case, but single characters as they are")
    func cases() {
        #expect(Key(named: "space") == .space)
        #expect(Key(named: "PGUP") == .pageUp)
        #expect(Key(named: "ctrl-G") == .control("g"))
        #expect(Key(named: "p") == .character("p"))
        #expect(Key(named: "P") == .character("P"))
    }

    @Test("of what a terminal cannot tell apart mean one key")
    func same() {
        #expect(Key(named: "Ctrl-i") == .tab)
        #expect(Key(named: "Ctrl-m") == .enter)
        #expect(Key(named: "Ctrl-h") == .backspace)
        #expect(Key(named: "Ctrl-[") == .escape)
    }

    @Test(
        "that no key has are refused",
        arguments: ["", " ", "pp", "F0", "F13", "Ctrl-", "Ctrl-é", "Alt-xy", "Spce", "\u{7}", "👩‍⚕️"])
    func unknown(name: String) {
        #expect(Key(named: name) == nil)
    }
}
