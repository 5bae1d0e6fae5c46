/// How large a picture is in its rectangle, with its proportions kept: in the middle
/// from left to right, and at the top, under its title.
struct PictureFit: Hashable, Sendable {
    /// The cells it covers.
    let cells: Rect
    /// Its size in pixels; the height is a multiple of 6 and stays within the cells.
    let pixels: Size

    /// For glyphs: pixels stand for nothing, only the proportions of a cell matter.
    init(cellsOf rect: Rect, placement: PicturePlacement, cellAspect: Double) {
        let (picture, view) = (placement.picture.size, placement.view)
        // Two pixels for a row, whatever the cell's proportions are.
        let room = Size(width: rect.width, height: rect.height * 2)
        let region = view.region(of: picture, shown: room)
        let aspect = Double(region.width) / Double(max(1, region.height)) * cellAspect
        let size =
            view.isActualSize
            ? Size(width: region.width, height: (region.height + 1) / 2)
            : rect.size.fitting(aspect: aspect)
        cells = Self.place(size, in: rect)
        pixels = size
    }

    /// For sixels, at most `limit` pixels; nil where not even one band fits.
    init?(pixelsOf rect: Rect, placement: PicturePlacement, cell: Size, limit: Size) {
        let picture = placement.picture.size
        let room = Size(
            width: min(rect.width * cell.width, limit.width),
            height: min(rect.height * cell.height, limit.height))
        guard room.width > 0, room.height >= 6, picture.height > 0 else { return nil }
        let region = placement.view.region(of: picture, shown: room)
        let fit =
            placement.view.isActualSize
            ? region.size
            : room.fitting(aspect: Double(region.width) / Double(region.height))
        pixels = Size(width: fit.width, height: max(6, fit.height / 6 * 6))
        let size = Size(
            width: (pixels.width + cell.width - 1) / cell.width,
            height: (pixels.height + cell.height - 1) / cell.height)
        cells = Self.place(size, in: rect)
    }

    private static func place(_ size: Size, in rect: Rect) -> Rect {
        var cells = rect.centred(size)
        cells.y = rect.y
        return cells
    }
}
