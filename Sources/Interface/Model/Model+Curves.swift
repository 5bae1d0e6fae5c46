import Workbench

extension Model {
    var curveSubjects: [CurveSubject] {
        CurveSubject.all(for: run, history: history, hasOwnUnits: curves.hasOwnUnits)
    }

    var chosenCurve: CurveSubject {
        let subjects = curveSubjects
        return subjects.first { $0.id == curves.chosen } ?? subjects[0]
    }

    /// The epochs that charts show; nil shows all.
    var curveWindow: ClosedRange<Double>? {
        guard let count = curves.shownEpochs, let first = history.reports.first?.epoch,
            let last = history.reports.last?.epoch, last - first > count
        else { return nil }
        let end = min(last, max(first + count, (curves.inspected ?? last) + count / 2))
        return Double(end - count)...Double(end)
    }
}
