import Terminal

extension Role {
    /// The colour of a run's `index`th reward on every screen; the first two series have the
    /// colours of policy and anchor.
    static func reward(_ index: Int) -> Role { .series(index + 2) }
}
