import Terminal

/// A number at each step of a walk, and of the one that it is compared with.
struct StepCurve: Sendable {
    let name: String
    let role: Role
    /// NaN where it is not known or not defined.
    let policy: [Double]
    let partner: [Double]
    /// Decimals of the number at the cursor.
    let decimals: Int
    /// A value to compare with.
    let reference: Double?
    /// Why there is nothing to draw.
    let absence: String

    init(
        _ name: String, role: Role = .policy, policy: [Double], partner: [Double] = [],
        decimals: Int, reference: Double? = nil, absence: String
    ) {
        self.name = name
        self.role = role
        self.policy = policy
        self.partner = partner
        self.decimals = decimals
        self.reference = reference
        self.absence = absence
    }

    var isEmpty: Bool { !(policy + partner).contains(where: \.isFinite) }
}
