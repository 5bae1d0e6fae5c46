import Foundation
import Synchronization

/// Turns pictures into the bytes that a terminal draws, on a thread of its own, so that keys are
/// answered meanwhile; keeps the latest of them.
final class PictureEncoder: Sendable {
    private struct State {
        var made = RecentCache<PictureEncoding.Key, [UInt8]>(capacity: 48)
        /// Not begun yet, the first one first.
        var waiting: [PictureEncoding] = []
        var isAtWork = false
        var current: PictureEncoding.Key?
    }

    private let state = Mutex(State())
    /// Nil encodes on the thread that asks.
    private let queue: DispatchQueue?
    private let whenReady: @Sendable () -> Void

    /// Pictures are there as soon as they are asked for.
    init() {
        queue = nil
        whenReady = {}
    }

    /// - Parameter whenReady: called from another thread when a picture can be had.
    init(
        queue: DispatchQueue = DispatchQueue(label: "cxrl.pictures", qos: .utility),
        whenReady: @escaping @Sendable () -> Void
    ) {
        self.queue = queue
        self.whenReady = whenReady
    }

    /// Nil while it is still to be made.
    func bytes(of encoding: PictureEncoding) -> [UInt8]? {
        if let known = state.withLock({ $0.made[encoding.key] }) { return known }
        guard queue == nil else { return nil }
        return make(encoding)
    }

    /// Whether it is begun and not done.
    func isMaking(_ encoding: PictureEncoding) -> Bool {
        state.withLock { $0.current == encoding.key }
    }

    /// Makes these, in their order, and no longer what was asked for before and is not begun.
    func request(_ encodings: [PictureEncoding]) {
        guard let queue else { return }
        let begins = state.withLock { state in
            state.waiting = encodings
            guard !encodings.isEmpty, !state.isAtWork else { return false }
            state.isAtWork = true
            return true
        }
        if begins { queue.async { self.work() } }
    }

    private func work() {
        while let next = next() {
            _ = make(next)
            whenReady()
        }
    }

    private func next() -> PictureEncoding? {
        state.withLock { state in
            while !state.waiting.isEmpty {
                let first = state.waiting.removeFirst()
                guard state.made[first.key] == nil else { continue }
                state.current = first.key
                return first
            }
            state.isAtWork = false
            return nil
        }
    }

    private func make(_ encoding: PictureEncoding) -> [UInt8] {
        let bytes = encoding.bytes()
        state.withLock { state in
            state.made[encoding.key] = bytes
            state.current = nil
        }
        return bytes
    }
}
