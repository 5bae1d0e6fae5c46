/// The reversible map from bytes to printable characters that byte-level BPE vocabularies are
/// spelt in (Radford et al., "Language Models are Unsupervised Multitask Learners", 2019).
///
/// Printable Latin-1 bytes stand for themselves; the 68 others take U+0100, U+0101, … in order.
enum ByteAlphabet {
    /// The bytes in the order in which CLIP's vocabulary lists them: printable ones first.
    static let order: [UInt8] =
        printable + (UInt8.min...UInt8.max).filter { !printable.contains($0) }

    /// The character of each byte.
    static let characters: [String] = {
        var table = [String](repeating: "", count: 256)
        for (position, byte) in order.enumerated() {
            let isPrintable = position < printable.count
            let value = isPrintable ? UInt32(byte) : 0x100 + UInt32(position - printable.count)
            table[Int(byte)] = Unicode.Scalar(value).map { String($0) } ?? ""
        }
        return table
    }()

    private static let printable: [UInt8] =
        Array(UInt8(ascii: "!")...UInt8(ascii: "~")) + Array(0xA1...0xAC) + Array(0xAE...0xFF)

    private static let bytes: [Unicode.Scalar: UInt8] = {
        var table: [Unicode.Scalar: UInt8] = [:]
        for (byte, character) in characters.enumerated() {
            for scalar in character.unicodeScalars { table[scalar] = UInt8(byte) }
        }
        return table
    }()

    /// The bytes that a vocabulary entry stands for, without its end-of-word mark; `nil` where a
    /// character is none of the alphabet's, as in a special token.
    static func bytes(of token: String) -> [UInt8]? {
        var result: [UInt8] = []
        for scalar in token.unicodeScalars {
            guard let byte = bytes[scalar] else { return nil }
            result.append(byte)
        }
        return result
    }
}
