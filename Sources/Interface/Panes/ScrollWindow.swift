/// Which part of a list is seen.
enum ScrollWindow {
    /// The first line shown, so that the chosen one is in the middle where that is possible.
    static func first(chosen: Int, count: Int, height: Int) -> Int {
        min(max(0, chosen - height / 2), max(0, count - height))
    }
}
