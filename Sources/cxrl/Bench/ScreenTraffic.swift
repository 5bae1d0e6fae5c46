/// What a workbench sends to its terminal while nobody types.
struct ScreenTraffic {
    private var bytes = 0
    private var frames = 0
    private let seconds: Double

    /// Output after a silence of so many seconds is another frame: data is drawn fifteen times a
    /// second at most.
    private static let silence = 0.02

    init(_ child: ChildOnTerminal, seconds: Double) throws {
        self.seconds = seconds
        let start = ContinuousClock.now
        var last = start - .seconds(1)
        while true {
            let left = seconds - (ContinuousClock.now - start) / .seconds(1)
            guard left > 0 else { return }
            let output = try child.read(seconds: left)
            guard !output.isEmpty else { continue }
            if ContinuousClock.now - last > .seconds(Self.silence) { frames += 1 }
            last = .now
            bytes += output.count
        }
    }

    var bytesPerFrame: Double { frames > 0 ? Double(bytes) / Double(frames) : .nan }
    var framesPerSecond: Double { Double(frames) / seconds }
    var bytesPerSecond: Double { Double(bytes) / seconds }
}
