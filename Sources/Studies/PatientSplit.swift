/// Which patients serve what, by the last digit of the patient's number, so that no film of a
/// patient that a network learned from is ever used to judge it.
public enum PatientSplit: String, Sendable, CaseIterable, Codable {
    /// Train the reward networks.
    case rewards
    /// Train the judges, which are held out from all rewards.
    case judges
    /// Train the autoencoder and the base model: those of rewards and judges together.
    case base
    /// Nothing is trained on them.
    case validation

    public var lastDigits: Set<Int> {
        switch self {
        case .rewards: [0, 2, 4]
        case .judges: [1, 3, 5]
        case .base: [0, 1, 2, 3, 4, 5]
        case .validation: [6]
        }
    }

    public func contains(patient: Int) -> Bool { lastDigits.contains(patient % 10) }
}
