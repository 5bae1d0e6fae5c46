import Images
import Workbench

/// What the Trajectory pane shows.
struct TrajectoryState: Sendable {
    /// Nil shows the newest epoch that has trajectories.
    var epoch: Int?
    /// Position in the rollout; nil shows the epoch's first.
    var index: Int?
    /// Beyond the end shows the last step.
    var step = Int.max
    var view = LatentView.predictedOriginal
    var partner = TrajectoryPartner.anchor
    /// Whether the partner shows the same step.
    var isLinked = true
    /// The partner's step while it is not linked.
    var partnerStep = 0
    var isPlaying = false
    /// When the next step is due while playing.
    var nextStepAt = 0.0
    var store = TrajectoryStore()
    var decoded = DecodedPictures()
    var examinations = Examinations()
    var regenerations = Regenerations()
    var attention = AttentionState()
    /// What the engine should be asked for once the keys rest.
    var waitingFor: [Command] = []
    /// When they have rested long enough.
    var askAt: Double?
    /// Why the engine does not decode.
    var decodeRefusal: String?
    /// Why the engine does not examine trajectories.
    var examinationRefusal: String?

    /// Forgets what is known of files, which epochs that are made again leave under the same
    /// names, and follows the newest epoch.
    mutating func goBack() {
        epoch = nil
        store = TrajectoryStore()
        decoded = DecodedPictures()
        examinations = Examinations()
        regenerations = Regenerations()
        attention.forget()
    }

    /// Seconds between steps while playing.
    static let stepDuration = 0.25
    /// Seconds that something is looked at before the engine is asked about it.
    static let restDelay = 0.3
}

/// Pictures that the decoder has made, the latest ones.
struct DecodedPictures: Sendable {
    static let limit = 64

    private var pictures: [DecodeRequest: GreyPicture] = [:]
    private var order: [DecodeRequest] = []
    /// Asked for and not here yet.
    private(set) var pending: Set<DecodeRequest> = []

    subscript(request: DecodeRequest) -> GreyPicture? { pictures[request] }

    mutating func ask(_ request: DecodeRequest) { pending.insert(request) }

    mutating func drop(_ request: DecodeRequest) { pending.remove(request) }

    mutating func add(_ picture: GreyPicture, for request: DecodeRequest) {
        pending.remove(request)
        if pictures.updateValue(picture, forKey: request) == nil { order.append(request) }
        while order.count > Self.limit { pictures[order.removeFirst()] = nil }
    }
}
