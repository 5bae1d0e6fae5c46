/// Values by key, of which the ones not used for longest are forgotten.
struct RecentCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    let capacity: Int
    private var entries: [Key: (value: Value, lastUse: Int)] = [:]
    private var clock = 0

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    var count: Int { entries.count }

    subscript(key: Key) -> Value? {
        mutating get {
            clock += 1
            entries[key]?.lastUse = clock
            return entries[key]?.value
        }
        set {
            clock += 1
            guard let newValue else {
                entries[key] = nil
                return
            }
            if entries[key] == nil, entries.count >= capacity {
                let oldest = entries.min { $0.value.lastUse < $1.value.lastUse }
                if let oldest { entries[oldest.key] = nil }
            }
            entries[key] = (newValue, clock)
        }
    }
}
