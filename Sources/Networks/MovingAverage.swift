public import Tensors

/// The exponential moving average of a network's parameters.
public final class MovingAverage {
    private let parameters: [Parameter]
    private var averages: [Tensor]
    private let decay: Double
    private var updates = 0

    public init(_ parameters: [Parameter], decay: Double) throws {
        self.parameters = parameters
        self.decay = decay
        averages = try parameters.map { try $0.value.detached().copied() }
    }

    /// Follows the parameters; the first updates follow faster.
    public func update() throws {
        updates += 1
        let decay = min(decay, Double(1 + updates) / Double(10 + updates))
        for (average, parameter) in zip(averages, parameters) {
            try average.interpolate(inPlace: parameter.value, weight: 1 - decay)
        }
    }

    /// Runs `body` with the averages in place of the parameters.
    public func withAverages<Result>(_ body: () throws -> Result) throws -> Result {
        let saved = try parameters.map { try $0.value.detached().copied() }
        for (parameter, average) in zip(parameters, averages) {
            try parameter.value.assign(average)
        }
        defer {
            for (parameter, value) in zip(parameters, saved) { try? parameter.value.assign(value) }
        }
        return try body()
    }

    public func state() -> [(key: String, tensor: Tensor)] {
        zip(parameters, averages).map { ("\($0.path).average", $1) }
    }

    /// Takes the tensors of `state()` for those after that many updates.
    public func resume(updates: Int) { self.updates = updates }
}
