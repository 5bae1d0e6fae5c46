import Foundation

/// A word, digit or run of signs: the unit within which byte pairs are merged.
struct Piece: Equatable {
    /// UTF-8 of the normalised text.
    var bytes: [UInt8] = []
    /// For each byte, the offset in the original text of the character it came from.
    var characters: [Int] = []
}

/// CLIP's normalisation and pre-tokenization, as `transformers`' `CLIPTokenizer` does them:
/// canonical composition, lower case, then contractions, runs of letters, single digits and runs
/// of other signs; white space only separates.
enum PieceSplitter {
    private enum Kind { case space, letter, number, sign }

    private struct Symbol {
        let scalar: Unicode.Scalar
        let kind: Kind
        let character: Int
    }

    private static let contractions = ["s", "t", "re", "ve", "m", "ll", "d"].map {
        Array($0.unicodeScalars)
    }

    /// - Parameter offset: the offset of the first character of `text` in the whole prompt.
    static func pieces(of text: some StringProtocol, offset: Int = 0) -> [Piece] {
        let symbols = symbols(of: text, offset: offset)
        var pieces: [Piece] = []
        var position = 0
        while position < symbols.count {
            let end = end(ofPieceAt: position, in: symbols)
            if symbols[position].kind != .space { pieces.append(piece(symbols[position..<end])) }
            position = end
        }
        return pieces
    }

    private static func end(ofPieceAt start: Int, in symbols: [Symbol]) -> Int {
        let kind = symbols[start].kind
        if kind == .number || kind == .space { return start + 1 }
        if symbols[start].scalar == "'" {
            for suffix in contractions
            where symbols[(start + 1)...].starts(
                with: suffix, by: { $0.scalar == $1 })
            {
                return start + 1 + suffix.count
            }
        }
        return symbols[start...].firstIndex { $0.kind != kind } ?? symbols.count
    }

    private static func piece(_ symbols: ArraySlice<Symbol>) -> Piece {
        var piece = Piece()
        for symbol in symbols {
            for byte in UTF8.encode(symbol.scalar) ?? UTF8.encodedReplacementCharacter {
                piece.bytes.append(byte)
                piece.characters.append(symbol.character)
            }
        }
        return piece
    }

    /// Composition is done character by character, so that every scalar keeps its origin.
    private static func symbols(of text: some StringProtocol, offset: Int) -> [Symbol] {
        var symbols: [Symbol] = []
        for (index, character) in text.enumerated() {
            let position = offset + index
            if let byte = character.asciiValue, character != "\r\n" {
                symbols.append(symbol(ascii: byte, at: position))
                continue
            }
            for scalar in String(character).precomposedStringWithCanonicalMapping.unicodeScalars {
                for lowered in scalar.properties.lowercaseMapping.unicodeScalars {
                    symbols.append(
                        Symbol(scalar: lowered, kind: kind(of: lowered), character: position))
                }
            }
        }
        return symbols
    }

    private static func symbol(ascii byte: UInt8, at position: Int) -> Symbol {
        let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        let scalar = Unicode.Scalar(isUpper ? byte | 0x20 : byte)
        return Symbol(scalar: scalar, kind: kind(of: scalar), character: position)
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar {
        case "a"..."z": return .letter
        case "0"..."9": return .number
        case " ", "\n", "\r", "\t": return .space
        default: break
        }
        if scalar.properties.isWhitespace { return .space }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            return .letter
        case .decimalNumber, .letterNumber, .otherNumber: return .number
        default: return .sign
        }
    }
}
