import Terminal

/// The parts of every screen: bar, panes, status, keys.
struct ScreenLayout {
    let top: Rect
    let body: Rect
    let status: Rect
    let footer: Rect

    init(size: Size) {
        let screen = Rect(x: 0, y: 0, width: size.width, height: size.height)
        let (bar, below) = screen.splitTop(1)
        let (middle, keys) = below.splitBottom(1)
        let (panes, status) = middle.splitBottom(1)
        top = bar
        footer = keys
        self.status = status
        // A blank line sets the panes apart where there is room for it.
        body = size.height >= 22 ? panes.splitBottom(1).rest : panes
    }
}
