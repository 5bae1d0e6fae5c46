/// What a reward that takes its time is told, and tells.
public struct RewardSurroundings {
    /// Asked while a program is waited for; yes gives the batch up.
    public var isInterrupted: () -> Bool
    /// Takes sentences for the log.
    public var say: (String) -> Void

    public init(
        isInterrupted: @escaping () -> Bool = { false },
        say: @escaping (String) -> Void = { _ in }
    ) {
        self.isInterrupted = isInterrupted
        self.say = say
    }
}
