import Foundation

extension Screen {
    /// Sleeps until there is input, somebody wakes the pipe, a signal comes or the time is over,
    /// and returns what there is; nothing when the time is over.
    ///
    /// - Parameter milliseconds: nil waits for ever.
    public func wait(milliseconds: Int? = nil) -> [Input] {
        let start = ContinuousClock.now
        while true {
            let inputs = takeInputs()
            if !inputs.isEmpty { return inputs }
            var left: Int32 = -1
            if let milliseconds {
                let spent = Int((ContinuousClock.now - start) / .milliseconds(1))
                guard spent < milliseconds || milliseconds == 0 else { return [] }
                left = Int32(clamping: milliseconds - spent)
            }
            let isTimeOver = !sleep(milliseconds: left)
            if isTimeOver, milliseconds == 0 { return takeInputs() }
        }
    }

    /// Blocks and says whether something came.
    private func sleep(milliseconds: Int32) -> Bool {
        var descriptors = [pollfd(fd: wakePipe.reader, events: Int16(POLLIN), revents: 0)]
        // A terminal that is gone is always readable, and would never let us sleep.
        if !isTerminalGone {
            descriptors.append(pollfd(fd: device.input, events: Int16(POLLIN), revents: 0))
        }
        let count = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
        let failures = Int16(POLLHUP) | Int16(POLLERR) | Int16(POLLNVAL)
        if count > 0, descriptors.count > 1, descriptors[1].revents & failures != 0 {
            justLostTerminal = true
        }
        return count > 0
    }

    private func takeInputs() -> [Input] {
        var inputs: [Input] = wakePipe.drain() ? [.wake] : []
        inputs += takeSignals()
        if !inputs.isEmpty { drawLatePictures() }
        guard !isTerminalGone else { return inputs }
        while let raw = curses.read() { inputs += decoder.feed(raw).map(Input.key) }
        inputs += decoder.flush().map(Input.key)
        if justLostTerminal {
            isTerminalGone = true
            inputs.append(.hangUp)
        }
        return inputs
    }

    private func takeSignals() -> [Input] {
        var inputs = TerminalSignal.allCases.filter { Curses.takeSignal($0.number) }
            .map(Input.signal)
        if Curses.takeSignal(SIGTSTP) { inputs.append(.stop) }
        if Curses.takeSignal(SIGCONT) {
            // The shell may have drawn over everything and changed the terminal's mode.
            suspend()
            resume()
            inputs.append(.resumed)
        }
        if Curses.takeSignal(SIGWINCH), followSize() { inputs.append(.key(.resize(size))) }
        return inputs
    }
}

extension TerminalSignal {
    var number: Int32 {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        case .quit: SIGQUIT
        case .user1: SIGUSR1
        }
    }
}
