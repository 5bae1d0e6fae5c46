extension Chart {
    /// A series cut to the steps in view, with its average over all steps before them.
    struct Visible {
        let series: Series
        let range: Range<Int>
        /// Nil where nothing is averaged.
        let smoothed: [Double]?

        var steps: ArraySlice<Double> { series.steps[range] }
        var values: ArraySlice<Double> { series.values[range] }
        /// What the legend reports: the average, or the raw values without one.
        var reported: [Double] { smoothed ?? series.values }
    }

    /// The steps to show, or nil where no series has any.
    var shownSteps: ClosedRange<Double>? {
        if let window { return window }
        let firsts = series.compactMap(\.steps.first)
        let lasts = series.compactMap(\.steps.last)
        guard let low = firsts.min(), let high = lasts.max() else { return nil }
        return low...max(low, high)
    }

    func visible(in steps: ClosedRange<Double>) -> [Visible] {
        series.map { series in
            // One step beyond each end, so that curves reach the edges of a window.
            let low = series.steps.partitioningIndex { $0 >= steps.lowerBound }
            let high = series.steps.partitioningIndex { $0 > steps.upperBound }
            let range = max(0, low - 1)..<min(series.steps.count, high + 1)
            let smooths = smoothing > 0 && series.isSmoothed
            return Visible(
                series: series, range: range,
                smoothed: smooths
                    ? ExponentialAverage.smooth(series.values, weight: smoothing) : nil)
        }
    }

    /// The axis of values, and why it is not logarithmic where that was asked for.
    func axis(
        for visible: [Visible], in steps: ClosedRange<Double>
    ) -> (axis: Axis, refusal: String?)? {
        var low = Double.infinity
        var high = -Double.infinity
        var positive = Double.infinity
        for item in visible {
            for (step, value) in zip(item.steps, item.values)
            where value.isFinite && steps.contains(step) {
                low = min(low, value)
                high = max(high, value)
                if value > 0 { positive = min(positive, value) }
            }
        }
        let refuses = isLogarithmic && !(positive < .infinity)
        let refusal = refuses ? "no logarithmic axis: no value here is positive" : nil
        let logarithmic = isLogarithmic && !refuses
        if let valueRange, !logarithmic || valueRange.lowerBound > 0 {
            return (Axis(range: valueRange, isLogarithmic: logarithmic), refusal)
        }
        guard low <= high else { return nil }
        if let reference, reference.isFinite, !logarithmic {
            low = min(low, reference)
            high = max(high, reference)
        }
        let range = Axis.fitting(
            minimum: logarithmic ? positive : low, maximum: high, isLogarithmic: logarithmic)
        return (Axis(range: range, isLogarithmic: logarithmic), refusal)
    }

    /// The step with a value nearest to the crosshair.
    func snappedCrosshair(_ visible: [Visible]) -> Double? {
        guard let crosshair else { return nil }
        let candidates = visible.compactMap { item -> Double? in
            let steps = item.series.steps
            let next = steps.partitioningIndex { $0 >= crosshair }
            let near = [next - 1, next].filter(steps.indices.contains).map { steps[$0] }
            return near.min { abs($0 - crosshair) < abs($1 - crosshair) }
        }
        return candidates.min { abs($0 - crosshair) < abs($1 - crosshair) }
    }
}

extension Array where Element == Double {
    /// The first index whose element satisfies what all later ones satisfy too.
    func partitioningIndex(_ isAfter: (Double) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
