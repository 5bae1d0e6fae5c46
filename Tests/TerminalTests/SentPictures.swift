import Foundation
import Images

@testable import Terminal

/// Reads back what was sent for a terminal like kitty or iTerm2, strictly.
struct SentPictures {
    struct Failure: Error {
        let reason: String
    }

    /// One of kitty's commands: its keys, and the data of all its pieces.
    struct Command: Equatable {
        var keys: [String: String]
        var data = ""
    }

    private(set) var commands: [Command] = []
    /// The number of pieces of each command.
    private(set) var pieces: [Int] = []
    /// What is left without commands.
    private(set) var text = ""

    /// - Parameter isWrapped: whether commands must come as tmux passes them on, and nothing else
    ///   may.
    init(_ bytes: [UInt8], isWrapped: Bool = false) throws {
        var rest = String(decoding: bytes, as: UTF8.self)[...]
        let (start, end) =
            isWrapped
            ? ("\u{1B}Ptmux;\u{1B}\u{1B}_G", "\u{1B}\u{1B}\\\u{1B}\\") : ("\u{1B}_G", "\u{1B}\\")
        var isOpen = false
        while let range = rest.firstRange(of: start) {
            text += rest[..<range.lowerBound]
            rest = rest[range.upperBound...]
            guard let close = rest.firstRange(of: end) else { throw Failure(reason: "no end") }
            let body = rest[..<close.lowerBound].split(separator: ";", maxSplits: 1)
            rest = rest[close.upperBound...]
            let keys = Self.keys(body[0])
            let data = body.count > 1 ? String(body[1]) : ""
            guard data.count <= 4096, keys["q"] == "2" else { throw Failure(reason: "\(keys)") }
            if isOpen {
                guard Set(keys.keys) == ["q", "m"] else { throw Failure(reason: "\(keys)") }
                commands[commands.count - 1].data += data
                pieces[pieces.count - 1] += 1
            } else {
                commands.append(Command(keys: keys, data: data))
                pieces.append(1)
            }
            isOpen = keys["m"] == "1"
        }
        text += rest
        guard !isOpen, !text.contains("\u{1B}_") else { throw Failure(reason: "cut off") }
    }

    private static func keys(_ text: Substring) -> [String: String] {
        Dictionary(
            text.split(separator: ",").map { pair in
                let parts = pair.split(separator: "=")
                return (String(parts[0]), String(parts[1]))
            }, uniquingKeysWith: { $1 })
    }

    /// The shades of a PNG in base 64.
    static func picture(_ base64: String) throws -> GreyPicture {
        guard let data = Data(base64Encoded: base64) else { throw Failure(reason: "base 64") }
        return try GreyPicture(decoding: [UInt8](data), name: "sent")
    }

    /// What each placeholder stands for, by its place on the screen: the id of the picture, row
    /// and column; marks left out continue the glyph to the left.
    static func placeholders(_ text: String) throws -> [Point: (id: UInt32, part: Point)] {
        var result: [Point: (id: UInt32, part: Point)] = [:]
        var (cursor, colour) = (Point(0, 0), UInt32(0))
        for line in text.components(separatedBy: "\u{1B}[").dropFirst() {
            guard let end = line.firstIndex(where: \.isLetter) else { continue }
            let numbers = line[..<end].split(separator: ";").compactMap { Int($0) }
            switch line[end] {
            case "H": cursor = Point(numbers[1] - 1, numbers[0] - 1)
            case "m": colour = UInt32(numbers[3])
            default: continue
            }
            var part = Point(0, 0)
            var family: UInt32 = 0
            var x = cursor.x - 1
            var marks: [Int] = []
            for scalar in line[line.index(after: end)...].unicodeScalars {
                if scalar == KittyEncoder.placeholder {
                    (x, part.x, marks) = (x + 1, part.x + 1, [])
                } else if let number = KittyEncoder.marks.firstIndex(of: scalar) {
                    marks.append(number)
                    if marks.count == 3 {
                        (part, family) = (Point(marks[1], marks[0]), UInt32(marks[2]))
                    }
                } else {
                    break
                }
                result[Point(x, cursor.y)] = (family << 24 | colour, part)
            }
        }
        return result
    }
}
