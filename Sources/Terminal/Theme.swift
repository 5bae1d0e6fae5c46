/// The colours and emphasis of every role.
public struct Theme: Hashable, Sendable {
    public var name: String
    /// Whether it is made for a light background, so that pictures in ink are turned round.
    public var isLight: Bool
    private var paints: [Role: Paint]

    /// Roles that are left out are shown as ordinary text of the terminal.
    public init(name: String, isLight: Bool = false, paints: [Role: Paint]) {
        self.name = name
        self.isLight = isLight
        self.paints = paints
    }

    public subscript(role: Role) -> Paint {
        get { paints[role] ?? Paint() }
        set { paints[role] = newValue }
    }

    /// The roles that have a paint of their own.
    public var definedRoles: Set<Role> { Set(paints.keys) }

    /// What a style looks like: the role's paint with the style's own colours and emphasis.
    public func paint(for style: Style) -> Paint {
        var paint = self[style.role]
        if let foreground = style.foreground { paint.foreground = .rgb(foreground) }
        if let background = style.background { paint.background = .rgb(background) }
        paint.attributes.formUnion(style.attributes)
        return paint
    }
}
