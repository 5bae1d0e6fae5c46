import Terminal
import Testing

@testable import Interface

@Suite struct TextEditorTests {
    @Test("Text goes in where the cursor is")
    func insert() {
        var editor = TextEditor("No effusion.")
        for _ in 0..<9 { editor.moveLeft() }
        editor.insert("pleural ")
        #expect(editor.text == "No pleural effusion.")
        #expect(editor.cursor == 11)
    }

    @Test("Typed letters are undone by the word, a paste at once")
    func undo() {
        var editor = TextEditor()
        for letter in "left lung" { editor.insert(String(letter)) }
        editor.insert(" is clear and well")
        editor.undo()
        #expect(editor.text == "left lung")
        editor.undo()
        #expect(editor.text == "left")
        editor.undo()
        #expect(editor.text == "")
        editor.undo()
        #expect(editor.text == "")
        for _ in 0..<5 { editor.redo() }
        #expect(editor.text == "left lung is clear and well")
    }

    @Test("A change after an undo forgets what could be redone")
    func redo() {
        var editor = TextEditor("a")
        editor.insert("bc")
        editor.undo()
        editor.insert("d")
        editor.redo()
        #expect(editor.text == "ad")
    }

    @Test("Words are moved over and deleted with what separates them")
    func words() {
        var editor = TextEditor("no pneumo-thorax  seen")
        editor.moveWordLeft()
        #expect(editor.cursor == 18)
        editor.moveWordLeft()
        #expect(editor.cursor == 10)
        editor.moveWordRight()
        #expect(editor.cursor == 16)
        editor.deleteWord()
        #expect(editor.text == "no pneumo-  seen")
        editor.move(to: 0)
        editor.deleteWord()
        editor.moveWordLeft()
        #expect(editor.text == "no pneumo-  seen")
    }

    @Test("Emoji and accents are one character each to the cursor and to deletion")
    func graphemes() {
        var editor = TextEditor("漢👩‍⚕️e\u{301}")
        editor.deleteBackward()
        #expect(editor.text == "漢👩‍⚕️")
        editor.deleteBackward()
        #expect(editor.text == "漢")
        editor.deleteBackward()
        editor.deleteBackward()
        editor.deleteForward()
        #expect(editor.isEmpty)
    }

    @Test("Line breaks of any kind become one character, control characters go")
    func breaks() {
        var editor = TextEditor()
        editor.insert("one\r\ntwo\rthree\tfour\u{1B}[31m")
        #expect(editor.text == "one\ntwo\nthree four[31m")
    }

    @Test("Start, end and deletion to the end keep to the line")
    func lines() {
        var editor = TextEditor("first\nsecond\nthird")
        editor.move(to: 8)
        editor.moveToLineStart()
        #expect(editor.cursor == 6)
        editor.moveToLineEnd()
        #expect(editor.cursor == 12)
        editor.move(to: 8)
        editor.deleteToEnd()
        #expect(editor.text == "first\nse\nthird")
        editor.deleteToEnd()
        #expect(editor.text == "first\nsethird")
    }

    @Test("Lines break after spaces, inside words that are too long, and at line breaks")
    func layout() {
        let text = Array("aaa bbb ccc\ndddddddd e")
        let lines = EditorLayout(text, width: 7).lines.map { String(text[$0]) }
        #expect(lines == ["aaa bbb ", "ccc", "ddddddd", "d e"])
        #expect(EditorLayout([], width: 7).lines == [0..<0])
    }

    @Test("Wide characters take two columns and are never cut")
    func wide() {
        let text = Array("漢漢漢漢")
        let layout = EditorLayout(text, width: 5)
        #expect(layout.lines == [0..<2, 2..<4])
        #expect(layout.place(of: 3) == Point(2, 1))
        #expect(layout.cursor(row: 1, column: 3) == 3)
    }

    @Test("Every place of the cursor lies on the screen line that holds it")
    func places() {
        let text = Array("aaa bbb ccc\n\ndddddddd e")
        let layout = EditorLayout(text, width: 7)
        for cursor in 0...text.count {
            let place = layout.place(of: cursor)
            #expect(layout.cursor(row: place.y, column: place.x) == cursor)
        }
    }

    @Test("Up and down go by lines as shown, and to the ends from the first and last")
    func vertical() {
        var editor = TextEditor("aaa bbb ccc")
        editor.moveVertically(by: -1, width: 8)
        #expect(editor.cursor == 3)
        editor.moveVertically(by: -1, width: 8)
        #expect(editor.cursor == 0)
        editor.moveVertically(by: 1, width: 8)
        #expect(editor.cursor == 8)
        editor.moveVertically(by: 1, width: 8)
        #expect(editor.cursor == 11)
    }
}
