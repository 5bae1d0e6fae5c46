extension TerminalModel {
    /// Moves, erases and shifts (ECMA-48); false where the command is not known.
    mutating func perform(_ final: Character, _ numbers: [Int]) -> Bool {
        let count = max(1, numbers.first ?? 1)
        let (width, height) = (picture.width, picture.height)
        if "ABCDGHdf".contains(final) { cursor.wraps = false }
        switch final {
        case "A": cursor.y = max(0, cursor.y - count)
        case "B": cursor.y = min(height - 1, cursor.y + count)
        case "C": cursor.x = min(width - 1, cursor.x + count)
        case "D": cursor.x = max(0, cursor.x - count)
        case "G": cursor.x = min(width, count) - 1
        case "d": cursor.y = min(height, count) - 1
        case "H", "f":
            cursor.y = min(height, count) - 1
            cursor.x = min(width, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
        case "J": eraseScreen(numbers.first ?? 0)
        case "K": eraseLine(numbers.first ?? 0)
        case "X": erase(cursor.x..<min(width, cursor.x + count), y: cursor.y)
        case "P": shift(by: -count)
        case "@": shift(by: count)
        case "L": scroll(cursor.y...region.upperBound, by: -count)
        case "M": scroll(cursor.y...region.upperBound, by: count)
        case "S": scroll(region, by: count)
        case "T": scroll(region, by: -count)
        case "m": return cursor.look.apply(numbers)
        case "r":
            region = count - 1...min(height, numbers.count > 1 ? numbers[1] : height) - 1
            (cursor.x, cursor.y) = (0, 0)
        case "c", "n", "t", "h", "l": break
        default: return false
        }
        return true
    }

    mutating func clear() {
        clears += 1
        beforeClear = picture
        for y in 0..<picture.height { erase(0..<picture.width, y: y) }
    }

    private mutating func eraseScreen(_ part: Int) {
        if part == 2 { return clear() }
        eraseLine(part)
        let rows = part == 0 ? cursor.y + 1..<picture.height : 0..<cursor.y
        for y in rows { erase(0..<picture.width, y: y) }
    }

    private mutating func eraseLine(_ part: Int) {
        let columns =
            switch part {
            case 0: cursor.x..<picture.width
            case 1: 0..<cursor.x + 1
            default: 0..<picture.width
            }
        erase(columns, y: cursor.y)
    }

    private mutating func erase(_ columns: Range<Int>, y: Int) {
        for x in columns {
            picture.cells[y * picture.width + x] = TerminalPicture.Cell(look: cursor.look.erased)
            erasePixels(x: x, y: y)
        }
    }

    mutating func erasePixels(x: Int, y: Int) {
        let stride = picture.width * picture.cellWidth
        for row in y * picture.cellHeight..<(y + 1) * picture.cellHeight {
            let start = row * stride + x * picture.cellWidth
            for index in start..<start + picture.cellWidth where picture.pixels[index] != 0 {
                picture.pixels[index] = 0
            }
        }
    }

    /// Moves the rest of the line to the right, or to the left where negative.
    private mutating func shift(by count: Int) {
        let (width, y) = (picture.width, cursor.y)
        let row = Array(picture.cells[y * width..<(y + 1) * width])
        let before = picture
        for x in cursor.x..<width {
            let source = x - count
            if source >= cursor.x, source < width {
                picture.cells[y * width + x] = row[source]
                copyPixels(from: before, cell: (source, y), to: (x, y))
            } else {
                erase(x..<x + 1, y: y)
            }
        }
    }

    /// Moves rows up, or down where negative.
    mutating func scroll(_ rows: ClosedRange<Int>, by count: Int) {
        let before = picture
        for y in rows {
            let source = y + count
            guard rows.contains(source) else {
                erase(0..<picture.width, y: y)
                continue
            }
            for x in 0..<picture.width {
                picture.cells[y * picture.width + x] = before.cells[source * picture.width + x]
                copyPixels(from: before, cell: (x, source), to: (x, y))
            }
        }
    }

    private mutating func copyPixels(
        from before: TerminalPicture, cell: (x: Int, y: Int), to target: (x: Int, y: Int)
    ) {
        let stride = picture.width * picture.cellWidth
        for row in 0..<picture.cellHeight {
            let source = (cell.y * picture.cellHeight + row) * stride + cell.x * picture.cellWidth
            let own = (target.y * picture.cellHeight + row) * stride + target.x * picture.cellWidth
            for column in 0..<picture.cellWidth {
                picture.pixels[own + column] = before.pixels[source + column]
            }
        }
    }

    /// At the cursor; xterm would scroll where it reaches the last row, which is noted as unknown.
    mutating func drawSixel(_ bytes: [UInt8]) {
        guard let sixel = try? SixelDecoder(bytes) else {
            unknown.append("DCS \(String(decoding: bytes.prefix(24), as: UTF8.self))")
            return
        }
        sixels += 1
        let stride = picture.width * picture.cellWidth
        let (left, top) = (cursor.x * picture.cellWidth, cursor.y * picture.cellHeight)
        if top + sixel.height > (picture.height - 1) * picture.cellHeight {
            return unknown.append("a sixel on the last row")
        }
        let colours = sixel.palette.mapValues { percents in
            percents.reduce(UInt32(0xFF)) { $0 << 8 | UInt32($1 * 255 / 100) }
        }
        for y in 0..<sixel.height {
            for x in 0..<min(sixel.width, stride - left) {
                guard let index = sixel.pixels[y * sixel.width + x] else { continue }
                picture.pixels[(top + y) * stride + left + x] = colours[index] ?? 0
            }
        }
    }
}
