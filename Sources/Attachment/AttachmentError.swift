/// Why a run cannot be attached to.
public enum AttachmentError: Error, Sendable, Equatable, CustomStringConvertible {
    /// No process offers the run, or the one that did is gone.
    case notOffered(run: String)
    case noRun(root: String)
    case foreignPeer(run: String)
    case otherVersion(program: String)
    case refused(reason: String)
    case damaged(reason: String)
    case noPlace(run: String, reason: String)
    case system(what: String, reason: String)

    /// One sentence: what is wrong and how to mend it.
    public var description: String {
        switch self {
        case .notOffered(let run):
            "No process on this machine lets \(run) be attached to: look at it with `cxrl watch`, "
                + "or go on with `cxrl train --resume --detach --run \(run)`."
        case .noRun(let root):
            "No run in \(root) can be attached to: start one with `cxrl train --detach`."
        case .foreignPeer(let run):
            "The socket of \(run) belongs to another user, who alone may attach to the run."
        case .otherVersion(let program):
            "The run's process is cxrl \(program) and speaks otherwise than this one: attach with "
                + "that version, or look with `cxrl watch`."
        case .refused(let reason): reason
        case .damaged(let reason): "The other side does not speak as cxrl does (\(reason))."
        case .noPlace(let run, let reason):
            "\(run) cannot be attached to (\(reason)): name a shorter folder with --runs, or set "
                + "XDG_RUNTIME_DIR."
        case .system(let what, let reason): "\(what) failed: \(reason)."
        }
    }

    /// With what the last system call says.
    static func last(_ what: String) -> AttachmentError {
        .system(what: what, reason: SystemText.lastError)
    }
}
