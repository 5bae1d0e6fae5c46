/// Sequences that tmux hands to the terminal around it, where `allow-passthrough` is on.
enum TmuxPassthrough {
    /// As tmux(1) says: a device control string in which every escape is doubled.
    static func wrap(_ sequence: [UInt8]) -> [UInt8] {
        var output = Array("\u{1B}Ptmux;".utf8)
        for byte in sequence {
            if byte == 0x1B { output.append(0x1B) }
            output.append(byte)
        }
        return output + [0x1B, UInt8(ascii: "\\")]
    }
}
