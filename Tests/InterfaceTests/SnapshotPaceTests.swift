import Testing

@testable import Interface

@Suite("When snapshots are looked at")
struct SnapshotPaceTests {
    @Test("The first one at once, the next ones twice a second")
    func calm() {
        let pace = SnapshotPace()
        #expect(pace.due(now: 100) <= 100)
        pace.looked(at: 100)
        #expect(pace.due(now: 100) == 100.5)
        #expect(pace.due(now: 100.4) == 100.5)
    }

    @Test("Ten times a second while somebody uses the screen, and for some seconds afterwards")
    func lively() {
        let pace = SnapshotPace()
        pace.typed(at: 99)
        pace.looked(at: 100)
        #expect(pace.due(now: 100) == 100.1)
        #expect(pace.due(now: 103.9) == 100.1)
        #expect(pace.due(now: 104) == 100.5)
    }
}
