import Foundation
import Terminal
import Workbench

extension Model {
    /// Opens the list beside whose run this one lies.
    mutating func openRuns() -> [Effect] {
        guard let run else { return [] }
        overlay = .runs
        let root = (run.folder as NSString).deletingLastPathComponent
        return [.loadRuns(root: root)] + loadCurves(of: runs.marked)
    }

    mutating func take(_ lines: [RunLine]) {
        let chosen = runs.chosenLine?.path ?? run?.folder
        runs.lines = lines
        let paths = Set(lines.map(\.path))
        runs.marked.removeAll { !paths.contains($0) }
        if let baseline = runs.baseline, !paths.contains(baseline) { runs.baseline = nil }
        runs.chosen = runs.shown.firstIndex { $0.path == chosen } ?? 0
    }

    mutating func take(_ path: String, _ curves: Result<History, TrajectoryFailure>) {
        switch curves {
        case .success(let history): runs.curves[path] = history
        case .failure(let failure): say(failure.description, as: .warning)
        }
    }

    mutating func moveInRuns(_ action: Action) {
        runs.chosen = moved(runs.chosen, action, count: runs.shown.count)
    }

    mutating func changeRuns(_ action: Action) -> [Effect] {
        guard let line = runs.chosenLine else { return [] }
        switch action {
        case .markRun:
            if let index = runs.marked.firstIndex(of: line.path) {
                runs.marked.remove(at: index)
                return []
            }
            return mark(line.path)
        case .pinRun:
            runs.baseline = runs.baseline == line.path ? nil : line.path
            return runs.marked.contains(line.path) ? [] : mark(line.path)
        case .nextMetric:
            let keys = runs.metrics.map(\.key)
            let index = runs.shownMetric.flatMap { keys.firstIndex(of: $0.key) } ?? -1
            runs.metric = index + 1 < keys.count ? keys[index + 1] : keys.first
        default: break
        }
        return []
    }

    mutating func cycleRunState() {
        let states: [RunListState?] = [nil] + RunListState.allCases
        let index = states.firstIndex(of: runs.state) ?? 0
        runs.state = states[(index + 1) % states.count]
        runs.chosen = 0
    }

    private mutating func mark(_ path: String) -> [Effect] {
        runs.marked.append(path)
        return loadCurves(of: [path])
    }

    private func loadCurves(of paths: [String]) -> [Effect] {
        paths.map { .loadRunCurves(path: $0) }
    }

    /// What can be done with the chosen run, as commands.
    mutating func showRunCommands() {
        guard let line = runs.chosenLine else { return }
        var lines = [line.path, "\(line.state.text), \(line.progress) epochs"]
        if !line.note.isEmpty { lines.append(line.note) }
        lines.append("")
        switch line.state {
        case .training: lines.append("control it        cxrl attach \(line.name)")
        case .unfinished: lines.append("go on with it     cxrl train --resume --run \(line.path)")
        case .elsewhere, .complete, .damaged: break
        }
        lines += [
            "look at it        cxrl watch \(line.name)",
            "branch from it    cxrl train --detach --from \(line.name)@EPOCH --set KEY=VALUE",
            "write a report    cxrl runs export \(line.name) --html report.html",
            "note something    cxrl runs note \(line.name) TEXT",
        ]
        overlay = .detail(
            title: line.name, text: lines.joined(separator: "\n"), scroll: 0, over: overlay)
    }
}
