/// Everything the screen shows at one moment, as a value: cells, pictures, the cursor.
public struct Frame: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// Row by row from the top, `width * height` of them.
    public private(set) var cells: [Cell]
    /// In drawing order; what is drawn over a picture later wins, and hides it while it is there.
    public private(set) var pictures: [PicturePlacement] = []
    /// Where the text cursor blinks; nil hides it.
    public var cursor: Point?

    /// A blank frame; negative sizes become 0.
    public init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = Array(repeating: .blank, count: self.width * self.height)
    }

    public init(_ size: Size) {
        self.init(width: size.width, height: size.height)
    }

    public var size: Size { Size(width: width, height: height) }
    public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

    /// The cell there; outside the frame it is blank, and setting it does nothing. A wide glyph
    /// that loses one half becomes spaces.
    public subscript(x: Int, y: Int) -> Cell {
        get {
            guard x >= 0, x < width, y >= 0, y < height else { return .blank }
            return cells[y * width + x]
        }
        set {
            guard x >= 0, x < width, y >= 0, y < height else { return }
            separateWideGlyphs(x: x, y: y)
            cells[y * width + x] = newValue
        }
    }

    public subscript(point: Point) -> Cell {
        get { self[point.x, point.y] }
        set { self[point.x, point.y] = newValue }
    }

    /// Puts a glyph of known width; a wide one that would be cut by the edge becomes a space.
    mutating func set(_ glyph: Unicode.Scalar, width columns: Int, x: Int, y: Int, style: Style) {
        if columns < 2 {
            self[x, y] = Cell(glyph, style: style)
        } else if x + 1 < width, x >= 0 {
            self[x, y] = Cell(" ", style: style)
            self[x + 1, y] = Cell(" ", width: 0, style: style)
            guard y >= 0, y < height else { return }
            cells[y * width + x] = Cell(glyph, width: 2, style: style)
        } else {
            self[x, y] = Cell(" ", style: style)
        }
    }

    mutating func setMark(_ mark: Unicode.Scalar, x: Int, y: Int) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        let index = y * width + x
        if cells[index].mark == nil { cells[index].mark = mark }
    }

    mutating func replaceStyle(_ style: Style, x: Int, y: Int) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        cells[y * width + x].style = style
    }

    mutating func append(_ placement: PicturePlacement) {
        pictures.append(placement)
    }

    /// Replaces the pictures' places by whatever a renderer made of them.
    mutating func removePictures(where isDrawn: (PicturePlacement) -> Bool) {
        pictures.removeAll(where: isDrawn)
    }

    private mutating func separateWideGlyphs(x: Int, y: Int) {
        let index = y * width + x
        if cells[index].width == 0, x > 0 {
            cells[index - 1] = Cell(" ", style: cells[index - 1].style)
        }
        if cells[index].width == 2, x + 1 < width {
            cells[index + 1] = Cell(" ", style: cells[index + 1].style)
        }
    }
}
