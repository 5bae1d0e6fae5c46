public import Evaluation

/// What a model folder's parts do on films of patients that none of them was trained on.
public struct ModelReport: Sendable, Codable {
    /// The autoencoder beside the best linear codes of 8×8 blocks.
    public struct Autoencoder: Sendable, Codable {
        public struct Code: Sendable, Codable {
            /// Numbers for a block.
            public let numbers: Int
            public let decibels: Double
        }

        public let decibels: Double
        public let films: Int
        /// The numbers that the autoencoder spends on 8×8 pixels.
        public let numbers: Double
        public let linear: [Code]
    }

    /// How far pictures are from the films of one half of the patients.
    public struct Distance: Sendable, Codable {
        public let role: Panel.Role
        public let fid: Double
        public let kid: Estimate
        /// Of as many films of the other half.
        public let filmsFID: Double
        public let filmsKID: Estimate
    }

    /// Root mean square distances to the nearest training film, at 32×32 pixels.
    public struct Nearest: Sendable, Codable {
        public let samples: Int
        public let mean: Double
        public let least: Double
        public let films: Int
        public let filmsMean: Double
        public let filmsLeast: Double
    }

    /// How well a diagnosis network tells a finding.
    public struct Area: Sendable, Codable {
        public let finding: String
        /// Samples whose prompts affirm it.
        public let positives: Int
        public let ofSamples: Estimate
        public let ofFilms: Estimate?
    }

    public struct Base: Sendable, Codable {
        public let steps: Int
        public let eta: Double
        public let guidance: Double
        public let samples: Int
        public let distances: [Distance]
        public let nearest: Nearest
        /// Samples of held-out prompts.
        public let promptedSamples: Int
        public let areas: [RoleAreas]
    }

    public struct RoleAreas: Sendable, Codable {
        public let role: Panel.Role
        public let findings: [Area]
    }

    public struct Diagnosis: Sendable, Codable {
        public struct Row: Sendable, Codable {
            public let finding: String
            public let positives: Int
            public let area: Estimate
            public let calibrationError: Double
            public let isRewarded: Bool
        }

        public let role: Panel.Role
        public let films: Int
        public let findings: [Row]
        /// Over the usual five findings.
        public let meanArea: Estimate?
    }

    public struct Posture: Sendable, Codable {
        public struct Row: Sendable, Codable {
            public let parameter: String
            public let error: Double
            public let errorOfNone: Double
        }

        public let role: Panel.Role
        public let parameters: [Row]
    }

    public struct Consistency: Sendable, Codable {
        public struct Row: Sendable, Codable {
            public let finding: String
            public let films: Int
            public let rightOfTwo: Estimate
        }

        public let role: Panel.Role
        public let findings: [Row]
    }

    public var autoencoder: Autoencoder?
    public var base: Base?
    public var diagnosis: [Diagnosis] = []
    public var posture: [Posture] = []
    public var consistency: [Consistency] = []
    /// Sentences on what is missing.
    public var remarks: [String] = []
}
