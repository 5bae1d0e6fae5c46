import Terminal

extension KeyTable {
    private static let scopes: Set<Scope> = [
        .curves, .trajectory, .prompts, .sheet, .judging,
    ]

    /// How pictures are looked at, in every pane that shows them large.
    static let pictures: [Binding] = [
        Binding(
            [.character("b")], .brighter, in: scopes, hint: "bright", with: .darker,
            isLate: true),
        Binding([.character("B")], .darker, in: scopes),
        Binding(
            [.character("c")], .moreContrast, in: scopes, hint: "contrast", with: .lessContrast,
            isLate: true),
        Binding([.character("C")], .lessContrast, in: scopes),
        Binding([.character("N")], .invert, in: scopes),
        Binding(
            [.character("+"), .character("=")], .zoomIn, in: scopes, hint: "magnify",
            with: .zoomOut, isLate: true),
        Binding([.character("-")], .zoomOut, in: scopes),
        Binding([.alt("h")], .panLeft, in: scopes),
        Binding([.alt("l")], .panRight, in: scopes),
        Binding([.alt("k")], .panUp, in: scopes),
        Binding([.alt("j")], .panDown, in: scopes),
        Binding([.character("Z")], .actualSize, in: scopes),
        Binding([.character("0")], .resetPictures, in: scopes),
    ]
}
