public import Networks

/// Which trunk a network has, chosen by the JSON field `architecture`.
public enum TrunkConfiguration: Sendable, Equatable, Codable {
    case residual(ResidualNetwork.Configuration)
    case dense(DenseNetwork.Configuration)

    private enum Architecture: String, Codable {
        case residual, dense
    }

    private enum CodingKeys: String, CodingKey {
        case architecture
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Architecture.self, forKey: .architecture) {
        case .residual: self = .residual(try ResidualNetwork.Configuration(from: decoder))
        case .dense: self = .dense(try DenseNetwork.Configuration(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .residual(let configuration):
            try container.encode(Architecture.residual, forKey: .architecture)
            try configuration.encode(to: encoder)
        case .dense(let configuration):
            try container.encode(Architecture.dense, forKey: .architecture)
            try configuration.encode(to: encoder)
        }
    }

    public func makeTrunk(_ scope: Scope) throws -> any ImageTrunk {
        switch self {
        case .residual(let configuration): try ResidualNetwork(scope, configuration)
        case .dense(let configuration): try DenseNetwork(scope, configuration)
        }
    }
}
