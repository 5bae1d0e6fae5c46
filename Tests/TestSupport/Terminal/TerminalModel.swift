/// A terminal like xterm with sixels, as far as ncurses and pictures need it: bytes in, cells and
/// pixels out. What it does not know it notes.
public struct TerminalModel: Sendable {
    public internal(set) var picture: TerminalPicture
    /// What was not understood; tests expect nothing here.
    public internal(set) var unknown: [String] = []
    /// How often the whole screen was cleared.
    public internal(set) var clears = 0
    /// What was there before the last of these.
    public internal(set) var beforeClear: TerminalPicture?
    /// How many sixel pictures were drawn.
    public internal(set) var sixels = 0

    struct Cursor {
        var x = 0
        var y = 0
        var look = TerminalLook()
        /// The last column is full, and the next glyph goes to the next line.
        var wraps = false
    }

    var cursor = Cursor()
    var saved = Cursor()
    var region: ClosedRange<Int>
    private var lastGlyph = " "
    /// The beginning of something that has not come to its end.
    private var rest: [UInt8] = []

    /// - Parameter cell: in pixels.
    public init(width: Int, height: Int, cell: (width: Int, height: Int)) {
        picture = TerminalPicture(
            width: width, height: height, cellWidth: cell.width, cellHeight: cell.height)
        region = 0...max(0, height - 1)
    }

    /// Takes what a program has written; sequences may be cut anywhere.
    public mutating func feed(_ bytes: [UInt8]) {
        let all = rest + bytes
        var index = 0
        while index < all.count, let next = step(all, index) { index = next }
        rest = Array(all[index...])
    }

    /// Does what begins at the index, and says where the next thing begins; nil where the end is
    /// not there yet.
    private mutating func step(_ bytes: [UInt8], _ index: Int) -> Int? {
        let byte = bytes[index]
        switch byte {
        case 0x1B: return escape(bytes, index)
        case 0x08: cursor.x = max(0, cursor.x - 1)
        case 0x09: cursor.x = min(picture.width - 1, cursor.x / 8 * 8 + 8)
        case 0x0A: lineFeed()
        case 0x0D: (cursor.x, cursor.wraps) = (0, false)
        case 0x07, 0x0E, 0x0F: break
        case 0x20...0x7E: put(Unicode.Scalar(byte))
        default: return unicode(bytes, index)
        }
        return index + 1
    }

    private mutating func unicode(_ bytes: [UInt8], _ index: Int) -> Int? {
        let length = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
        guard index + length <= bytes.count else { return nil }
        let text = String(decoding: bytes[index..<index + length], as: UTF8.self)
        if let scalar = text.unicodeScalars.first { put(scalar) }
        return index + length
    }

    private mutating func escape(_ bytes: [UInt8], _ index: Int) -> Int? {
        guard index + 1 < bytes.count else { return nil }
        switch bytes[index + 1] {
        case UInt8(ascii: "["): return control(bytes, index + 2)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            return string(bytes, index)
        case UInt8(ascii: "("), UInt8(ascii: ")"):
            return index + 2 < bytes.count ? index + 3 : nil
        case UInt8(ascii: "7"): saved = cursor
        case UInt8(ascii: "8"): cursor = saved
        case UInt8(ascii: "="), UInt8(ascii: ">"): break
        case UInt8(ascii: "M"):
            if cursor.y == region.lowerBound { scroll(region, by: -1) } else { cursor.y -= 1 }
        default: unknown.append("ESC \(bytes[index + 1])")
        }
        return index + 2
    }

    private mutating func string(_ bytes: [UInt8], _ start: Int) -> Int? {
        var index = start + 2
        while index < bytes.count {
            if bytes[index] == 7, bytes[start + 1] == UInt8(ascii: "]") { return index + 1 }
            if bytes[index] == 0x1B {
                guard index + 1 < bytes.count else { return nil }
                let content = Array(bytes[start...index + 1])
                if bytes[start + 1] == UInt8(ascii: "P") { drawSixel(content) }
                return index + 2
            }
            index += 1
        }
        return nil
    }

    private mutating func control(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard let end = bytes[start...].firstIndex(where: { (0x40...0x7E).contains($0) }) else {
            return nil
        }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        let final = Character(Unicode.Scalar(bytes[end]))
        if let first = text.first, !first.isNumber, first != ";" {
            setMode(text, final)
        } else if text.allSatisfy({ $0.isNumber || $0 == ";" }) {
            let numbers = text.split(separator: ";", omittingEmptySubsequences: false)
                .map { Int($0) ?? 0 }
            if final == "b" {
                for _ in 0..<max(1, numbers[0]) { put(lastGlyph.unicodeScalars.first ?? " ") }
            } else if !perform(final, text.isEmpty ? [] : numbers) {
                unknown.append("CSI \(text)\(final)")
            }
        } else {
            unknown.append("CSI \(text)\(final)")
        }
        return end + 1
    }

    /// The alternate screen begins and ends blank; other modes change nothing that is shown.
    private mutating func setMode(_ text: String, _ final: Character) {
        if text == "?1049", final == "h" || final == "l" { clear() }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let columns = Self.columns(of: scalar)
        if columns == 0 {
            let x = cursor.wraps ? cursor.x : max(0, cursor.x - 1)
            picture.cells[cursor.y * picture.width + x].glyph.unicodeScalars.append(scalar)
            return
        }
        if cursor.wraps || cursor.x + columns > picture.width {
            cursor.x = 0
            lineFeed()
        }
        lastGlyph = String(scalar)
        set(lastGlyph, x: cursor.x, y: cursor.y)
        if columns == 2 { set("", x: cursor.x + 1, y: cursor.y) }
        cursor.x += columns
        cursor.wraps = cursor.x >= picture.width
        if cursor.wraps { cursor.x = picture.width - 1 }
    }

    /// As far as tests need it: marks, East Asian letters and emoji.
    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        let value = scalar.value
        let isWide =
            (0x1100...0x115F).contains(value) || (0x2E80...0xA4CF).contains(value)
            || (0xAC00...0xD7A3).contains(value) || (0xF900...0xFAFF).contains(value)
            || (0xFF01...0xFF60).contains(value) || (0x1F300...0x1FAFF).contains(value)
        return isWide ? 2 : 1
    }

    private mutating func set(_ glyph: String, x: Int, y: Int) {
        // The colour of nothing cannot be seen.
        let look = glyph == " " && !cursor.look.showsBlanks ? cursor.look.erased : cursor.look
        picture.cells[y * picture.width + x] = TerminalPicture.Cell(glyph: glyph, look: look)
        erasePixels(x: x, y: y)
    }

    private mutating func lineFeed() {
        cursor.wraps = false
        if cursor.y == region.upperBound {
            scroll(region, by: 1)
        } else if cursor.y < picture.height - 1 {
            cursor.y += 1
        }
    }
}
