import Foundation

/// The pictures that a terminal with kitty's protocol keeps for this process: one for each place
/// on the screen, so that there are never more than places.
struct KittyPictures {
    /// The highest byte of all ids, which tells programs of one terminal apart.
    private let family: UInt32
    private var ids: [String: UInt32] = [:]
    /// The lowest byte: a colour that no terminal renames, as it does the first sixteen.
    private static let colours: ClosedRange<UInt32> = 16...255

    init(process: Int32 = getpid()) {
        family = UInt32(process % 250 + 1)
    }

    var count: Int { ids.count }

    /// The id of a place, the same as long as it is shown; nil where there are too many.
    mutating func id(of place: String) -> UInt32? {
        if let id = ids[place] { return id }
        let used = Set(ids.values)
        let free = Self.colours.lazy.map { [family] in family << 24 | $0 }
            .first { !used.contains($0) }
        ids[place] = free
        return free
    }

    /// The commands that take back what is not kept; its ids are free again.
    mutating func release(exceptWhere isKept: (String) -> Bool) -> [[UInt8]] {
        let gone = ids.filter { !isKept($0.key) }
        for place in gone.keys { ids[place] = nil }
        return gone.values.sorted().map(KittyEncoder.deletion)
    }
}
