import Foundation
import RLCF

/// The memory of this machine, and what this process takes of it.
enum MemoryFacts {
    /// Bytes that a process may still take: of the machine, or of its control group.
    static var available: Int {
        let machine = kibibytes("MemAvailable", in: "/proc/meminfo") ?? 0
        let group = "/sys/fs/cgroup/memory"
        guard let limit = number(group + ".max"), let used = number(group + ".current") else {
            return machine
        }
        return min(machine, max(0, limit - used))
    }

    /// Watches the peak of the resident memory.
    static func meter() -> ResourceProbe.Meter {
        var start = 0
        return ResourceProbe.Meter(
            begin: {
                // 5 sets the peak back to what is resident now
                try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
                start = kibibytes("VmRSS", in: "/proc/self/status") ?? 0
            },
            peak: { max(0, (kibibytes("VmHWM", in: "/proc/self/status") ?? 0) - start) })
    }

    /// A line of the form `Name:  123 kB`, in bytes.
    private static func kibibytes(_ name: String, in path: String) -> Int? {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        let line = text?.split(separator: "\n").first { $0.hasPrefix("\(name):") }
        let words = line?.split(whereSeparator: \.isWhitespace) ?? []
        return words.count > 1 ? Int(words[1]).map { $0 * 1024 } : nil
    }

    private static func number(_ path: String) -> Int? {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
}
