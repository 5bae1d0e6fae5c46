/// Which patients serve what, so that no film of a patient that a network learned from is ever
/// used to judge it.
///
/// By the last digit of the patient's number; in a collection with a validation part of its own,
/// that part validates, and even and odd numbers of the others train rewards and judges. What a
/// collection keeps for tests is never used.
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

    /// - Parameters:
    ///   - split: where the collection puts the study.
    ///   - hasValidation: whether it puts any into validation.
    func contains(patient: Int, split: Study.Split?, hasValidation: Bool) -> Bool {
        if split == .test { return false }
        guard hasValidation else { return contains(patient: patient) }
        if split == .validate { return self == .validation }
        switch self {
        case .rewards: return patient % 2 == 0
        case .judges: return patient % 2 == 1
        case .base: return true
        case .validation: return false
        }
    }
}
