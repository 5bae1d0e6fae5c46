/// Reads sixels back, strictly: what the encoder does not write is an error.
public struct SixelDecoder {
    public struct Failure: Error {
        public let reason: String
    }

    public private(set) var width = 0
    public private(set) var height = 0
    /// Row by row; nil where nothing was drawn.
    public private(set) var pixels: [Int?] = []
    /// Percent per channel.
    public private(set) var palette: [Int: [Int]] = [:]

    private var bytes: ArraySlice<UInt8>

    public init(_ data: [UInt8]) throws {
        bytes = data[...]
        try expect("\u{1B}P0;1;0q\"")
        let raster = try numbers()
        guard raster.count == 4 else { throw Failure(reason: "raster \(raster)") }
        (width, height) = (raster[2], raster[3])
        pixels = Array(repeating: nil, count: width * height)
        try readBody()
        guard bytes.isEmpty else { throw Failure(reason: "something follows") }
    }

    private mutating func readBody() throws {
        var (x, top, colour) = (0, 0, 0)
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "#"):
                let values = try numbers()
                colour = values[0]
                if values.count == 5 { palette[colour] = Array(values[2...]) }
            case UInt8(ascii: "!"):
                let count = try numbers()[0]
                guard let character = bytes.popFirst() else { throw Failure(reason: "run") }
                for _ in 0..<count { try draw(character, &x, top, colour) }
            case UInt8(ascii: "$"):
                x = 0
            case UInt8(ascii: "-"):
                (x, top) = (0, top + 6)
            case 0x1B:
                return try expect("\\")
            default:
                try draw(byte, &x, top, colour)
            }
        }
        throw Failure(reason: "no end")
    }

    private mutating func draw(_ character: UInt8, _ x: inout Int, _ top: Int, _ colour: Int) throws
    {
        guard (63...126).contains(character), x < width else {
            throw Failure(reason: "\(character) at \(x)")
        }
        for row in 0..<6 where (character - 63) & (1 << UInt8(row)) != 0 {
            guard top + row < height else { throw Failure(reason: "below the raster") }
            pixels[(top + row) * width + x] = colour
        }
        x += 1
    }

    private mutating func numbers() throws -> [Int] {
        var text = ""
        while let byte = bytes.first, byte == UInt8(ascii: ";") || (48...57).contains(byte) {
            text.unicodeScalars.append(Unicode.Scalar(byte))
            bytes = bytes.dropFirst()
        }
        let values = text.split(separator: ";").compactMap { Int($0) }
        guard !values.isEmpty else { throw Failure(reason: "no number") }
        return values
    }

    private mutating func expect(_ text: String) throws {
        guard bytes.starts(with: text.utf8) else { throw Failure(reason: "no \(text)") }
        bytes = bytes.dropFirst(text.utf8.count)
    }
}
