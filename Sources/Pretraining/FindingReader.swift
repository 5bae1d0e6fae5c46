public import Networks
public import Studies
public import Tensors

/// A linear reader of findings from the mean of a report's context.
///
/// The error of the noise says little about a report's words for a long time; read for their
/// findings, the text encoder tells words and their denials apart within some hundred steps, and
/// the UNet's cross-attention, which begins as a mean, has something to listen to.
public struct FindingReader {
    public let store: ParameterStore
    private let head: Linear
    private let findings: [String]

    /// - Parameters:
    ///   - width: of the context.
    ///   - studies: those whose findings are to be read.
    public init(width: Int, studies: [Study], generator: RandomGenerator) throws {
        findings = Set(studies.flatMap(\.findings.keys)).sorted()
        store = ParameterStore(.initialization(generator))
        head = try Linear(store.root, width, max(1, findings.count))
    }

    /// The mean cross-entropy over the findings that the studies' labels name.
    ///
    /// - Parameters:
    ///   - context: [N, L, D], the encoder's embeddings of a report of each study.
    ///   - studies: N of them; nil where the context is that of an empty report.
    public func loss(_ context: Tensor, _ studies: [Study?]) throws -> Tensor {
        let labels = studies.flatMap { study in findings.map { study?.findings[$0] } }
        let count = labels.count { $0 != nil }
        guard count > 0 else { return try Tensor.zeros([]) }
        func table(_ value: (Bool?) -> Bool) throws -> Tensor {
            try Tensor.of(
                labels.map { value($0) ? Float(1) : 0 }, shape: [studies.count, findings.count])
        }
        let errors = try head(context.mean(1))
            .binaryCrossEntropy(table { $0 == true }, weight: table { $0 != nil })
        return try errors.sum() / Double(count)
    }
}
