/// Pictures for iTerm2 and the terminals that imitate it (iterm2.com/documentation-images.html).
///
/// chafa's encoder sends uncompressed pixels: a megabyte where a PNG has some kilobytes.
enum ITerm2Encoder {
    /// - Parameters:
    ///   - base64: a PNG.
    ///   - cells: what it is fitted into.
    static func encode(base64: [UInt8], cells: Size) -> [UInt8] {
        let padding = base64.suffix(2).count { $0 == UInt8(ascii: "=") }
        let size = base64.count / 4 * 3 - padding
        let head =
            "\u{1B}]1337;File=inline=1;size=\(size);width=\(cells.width);height=\(cells.height)"
            + ";preserveAspectRatio=1;doNotMoveCursor=1:"
        return Array(head.utf8) + base64 + [7]
    }
}
