/// Pictures in kitty's graphics protocol with Unicode placeholders
/// (sw.kovidgoyal.net/kitty/graphics-protocol): the picture is sent once, and glyphs that name it
/// by their colour stand where it is shown, so that it moves, is covered and passes through tmux
/// as text does.
///
/// chafa 1.12 knows neither placeholders nor PNG there.
enum KittyEncoder {
    static let placeholder: Unicode.Scalar = "\u{10EEEE}"
    /// Characters of one piece, as the protocol limits them.
    private static let chunk = 4096

    /// Sends a PNG to be shown by placeholders; each piece is a sequence of its own. A picture
    /// that had the id before is replaced. The terminal answers nothing.
    ///
    /// - Parameter id: see ``KittyPictures``.
    static func transmission(base64: [UInt8], id: UInt32, cells: Size) -> [[UInt8]] {
        let starts = Array(stride(from: 0, to: base64.count, by: chunk))
        return starts.map { start in
            let isLast = start + chunk >= base64.count
            let more = "q=2,m=\(isLast ? 0 : 1)"
            let head =
                start == 0
                ? "a=T,U=1,f=100,t=d,i=\(id),c=\(cells.width),r=\(cells.height),\(more)" : more
            return command(head, base64[start..<min(start + chunk, base64.count)])
        }
    }

    /// Takes a picture and its data away.
    static func deletion(id: UInt32) -> [UInt8] { command("a=d,d=I,i=\(id),q=2", []) }

    /// The glyphs of a picture. The colour is one of 256, which passes through everything, and is
    /// the id's lowest byte; marks are the row, the column and the id's highest byte. Glyphs
    /// without marks continue the one to the left.
    static func placeholders(id: UInt32, cells: Rect) -> [UInt8] {
        let colour = "\u{1B}[0;38;5;\(id & 0xFF)m"
        let rows = (0..<min(cells.height, marks.count)).map { row in
            var text = "\u{1B}[\(cells.y + row + 1);\(cells.x + 1)H" + colour
            text.unicodeScalars += [
                placeholder, marks[row], marks[0], marks[Int(id >> 24) % marks.count],
            ]
            text.unicodeScalars += repeatElement(placeholder, count: max(0, cells.width - 1))
            return text
        }
        return Array(rows.joined().utf8)
    }

    private static func command(_ control: String, _ data: ArraySlice<UInt8>) -> [UInt8] {
        Array("\u{1B}_G\(control)".utf8) + (data.isEmpty ? [] : [UInt8(ascii: ";")] + data)
            + [0x1B, UInt8(ascii: "\\")]
    }

    /// The marks that stand for the numbers from 0: combining characters of class 230 in Unicode
    /// 6.0 that make no composed letter, in their order, up to U+FE26.
    static let marks: [Unicode.Scalar] = ranges.flatMap { $0 }.compactMap(Unicode.Scalar.init)

    private static let ranges: [ClosedRange<UInt32>] = [
        0x305...0x305, 0x30D...0x30E, 0x310...0x310, 0x312...0x312, 0x33D...0x33F, 0x346...0x346,
        0x34A...0x34C, 0x350...0x352, 0x357...0x357, 0x35B...0x35B, 0x363...0x36F, 0x483...0x487,
        0x592...0x595, 0x597...0x599, 0x59C...0x5A1, 0x5A8...0x5A9, 0x5AB...0x5AC, 0x5AF...0x5AF,
        0x5C4...0x5C4, 0x610...0x617, 0x657...0x65B, 0x65D...0x65E, 0x6D6...0x6DC, 0x6DF...0x6E2,
        0x6E4...0x6E4, 0x6E7...0x6E8, 0x6EB...0x6EC, 0x730...0x730, 0x732...0x733, 0x735...0x736,
        0x73A...0x73A, 0x73D...0x73D, 0x73F...0x741, 0x743...0x743, 0x745...0x745, 0x747...0x747,
        0x749...0x74A, 0x7EB...0x7F1, 0x7F3...0x7F3, 0x816...0x819, 0x81B...0x823, 0x825...0x827,
        0x829...0x82D, 0x951...0x951, 0x953...0x954, 0xF82...0xF83, 0xF86...0xF87,
        0x135D...0x135F, 0x17DD...0x17DD, 0x193A...0x193A, 0x1A17...0x1A17, 0x1A75...0x1A7C,
        0x1B6B...0x1B6B, 0x1B6D...0x1B73, 0x1CD0...0x1CD2, 0x1CDA...0x1CDB, 0x1CE0...0x1CE0,
        0x1DC0...0x1DC1, 0x1DC3...0x1DC9, 0x1DCB...0x1DCC, 0x1DD1...0x1DE6, 0x1DFE...0x1DFE,
        0x20D0...0x20D1, 0x20D4...0x20D7, 0x20DB...0x20DC, 0x20E1...0x20E1, 0x20E7...0x20E7,
        0x20E9...0x20E9, 0x20F0...0x20F0, 0x2CEF...0x2CF1, 0x2DE0...0x2DFF, 0xA66F...0xA66F,
        0xA67C...0xA67D, 0xA6F0...0xA6F1, 0xA8E0...0xA8F1, 0xAAB0...0xAAB0, 0xAAB2...0xAAB3,
        0xAAB7...0xAAB8, 0xAABE...0xAABF, 0xAAC1...0xAAC1, 0xFE20...0xFE26,
    ]
}
