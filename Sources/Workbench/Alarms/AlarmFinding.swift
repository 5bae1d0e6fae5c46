/// What a rule sees in an epoch.
struct AlarmFinding: Equatable {
    var kind: Alarm.Kind
    var subject: String
    var level: Message.Level
    var seen: String
    var cause: String
    var reward: String?

    var id: String { "\(kind.rawValue) \(subject)" }
}
