/// Texts of before, which can be fetched back one after the other.
struct TextHistory: Sendable, Equatable {
    /// The oldest are forgotten first.
    static let limit = 100

    /// Each once, the newest last.
    private(set) var texts: [String] = []
    /// The text that was fetched; nil stands for the one that was there before.
    private var place: Int?
    /// What was there before anything was fetched.
    private var latest = ""

    /// Keeps a text; one that is kept already becomes the newest, but for the one that is fetched:
    /// the way on from there stays. One of blanks is not kept.
    mutating func remember(_ text: String) {
        guard !isAtPlace(text) else { return }
        place = nil
        guard !text.allSatisfy(\.isWhitespace) else { return }
        texts.removeAll { $0 == text }
        texts.append(text)
        if texts.count > Self.limit { texts.removeFirst() }
    }

    /// The text before the current one; nil where there is none. One that was changed since it was
    /// fetched is where ``later(than:)`` comes back to.
    mutating func earlier(than current: String) -> String? {
        guard let index = indexBefore(current) else { return nil }
        if !isAtPlace(current) { latest = current }
        place = index
        return texts[index]
    }

    /// The text after the fetched one, the last of them what was there at first.
    mutating func later(than current: String) -> String? {
        guard let place, isAtPlace(current) else { return nil }
        guard place + 1 < texts.count else {
            self.place = nil
            return latest
        }
        self.place = place + 1
        return texts[place + 1]
    }

    func hasEarlier(than current: String) -> Bool { indexBefore(current) != nil }

    func hasLater(than current: String) -> Bool { isAtPlace(current) }

    private func isAtPlace(_ current: String) -> Bool { place.map { texts[$0] } == current }

    private func indexBefore(_ current: String) -> Int? {
        let end = isAtPlace(current) ? place ?? texts.count : texts.count
        return texts[..<end].lastIndex { $0 != current }
    }
}
