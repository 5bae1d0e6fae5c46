internal import Foundation

/// Lines about a long stage: how far it is and how long it will take.
public final class ProgressLog {
    private let write: (String) -> Void
    private let interval: Double
    private var last = Date.distantPast

    /// - Parameter interval: seconds between progress lines.
    public init(interval: Double = 10, write: @escaping (String) -> Void) {
        self.interval = interval
        self.write = write
    }

    var isDue: Bool { Date().timeIntervalSince(last) >= interval }

    func progress(_ name: String, step: Int, of steps: Int, loss: Double, rate: Double) {
        last = Date()
        let left = Self.duration(Double(steps - step) / max(rate, 1e-9))
        let numbers = String(format: "loss %.4f  %.1f steps/s", loss, rate)
        write("\(name)  step \(step)/\(steps)  \(numbers)  \(left) left")
    }

    func progress(_ name: String, _ done: Int, of total: Int) {
        last = Date()
        write("\(name)  \(done)/\(total)")
    }

    public func line(_ text: String) { write(text) }

    static func duration(_ seconds: Double) -> String {
        let seconds = Int(seconds.rounded())
        return seconds >= 3600
            ? String(format: "%d:%02d h", seconds / 3600, seconds / 60 % 60)
            : String(format: "%d:%02d min", seconds / 60, seconds % 60)
    }
}
