import Testing

@testable import Terminal

@Suite struct LayoutTests {
    private let area = Rect(x: 2, y: 1, width: 20, height: 10)

    @Test("fixed and shared columns fill the width without gaps or overlap")
    func columns() {
        let parts = area.columns([.fixed(5), .share(1), .share(2)])
        #expect(parts.map(\.x) == [2, 7, 12])
        #expect(parts.map(\.width) == [5, 5, 10])
        #expect(parts.allSatisfy { $0.height == 10 && $0.y == 1 })
    }

    @Test("shares that do not divide evenly still add up", arguments: 1...9)
    func sums(count: Int) {
        let parts = area.rows(Array(repeating: .share(1), count: count))
        #expect(parts.map(\.height).reduce(0, +) == 10)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.bottom == $1.y })
    }

    @Test("spacing lies between parts, and parts that have no room are empty and inside")
    func spacing() {
        let parts = area.rows([.fixed(4), .fixed(4), .fixed(4)], spacing: 1)
        #expect(parts.map(\.height) == [4, 4, 0])
        #expect(parts[1].y == 6)
        #expect(parts[2].bottom <= area.bottom)
    }

    @Test("splits never exceed what there is")
    func splits() {
        let (top, rest) = area.splitTop(3)
        #expect(top.height == 3 && rest.y == 4 && rest.height == 7)
        #expect(area.splitBottom(99).bottom == area)
        #expect(area.splitRight(6).right.x == 16)
        #expect(area.splitLeft(-1).rest == area)
    }

    @Test("a grid is in reading order and has no more cells than asked for")
    func grid() {
        let cells = area.grid(count: 3, columns: 2)
        #expect(cells.count == 3)
        #expect(cells[1] == Rect(x: 12, y: 1, width: 10, height: 5))
        #expect(cells[2] == Rect(x: 2, y: 6, width: 10, height: 5))
    }

    @Test("the centre of a rectangle is clipped to it")
    func centred() {
        #expect(area.centred(Size(width: 10, height: 4)) == Rect(x: 7, y: 4, width: 10, height: 4))
        #expect(area.centred(Size(width: 99, height: 99)) == area)
    }

    @Test("insets beyond the middle leave an empty rectangle")
    func insets() {
        #expect(area.inset(by: 1) == Rect(x: 3, y: 2, width: 18, height: 8))
        #expect(area.inset(by: 6).isEmpty)
    }
}
