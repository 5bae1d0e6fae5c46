/// One of the models that a prompt can be given to.
public enum ModelBranch: String, Sendable, Codable, CaseIterable {
    /// What is being tuned, as it is now.
    case policy
    /// What tuning began with.
    case anchor
    /// The policy without its adaptive condition embeddings.
    case policyWithoutEmbeddings = "policy_without_ace"
}
