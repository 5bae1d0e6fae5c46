/// Why a run could not be made, opened or taken.
public enum RunError: Error, Sendable, Equatable, CustomStringConvertible {
    case cannotCreate(path: String, reason: String)
    case exists(path: String)
    case notARun(path: String)
    case damagedManifest(path: String, reason: String)
    case newerSchema(path: String, found: Int, known: Int)
    case locked(path: String, holder: RunLock.Holder)
    case cannotLock(path: String, reason: String)
    case notPublished(path: String, host: String)
    case noUnfinishedRun(root: String)
    case noSuchRun(name: String, root: String, nearest: String?)
    case cannotRemove(path: String, reason: String)
    case missingCheckpoint(path: String)
    case notJudged(reason: String)

    /// One sentence: what is wrong and how to mend it.
    public var description: String {
        switch self {
        case .cannotCreate(let path, let reason):
            "The run folder \(path) could not be made (\(reason)): choose another place with "
                + "--runs DIR, or free some space."
        case .exists(let path):
            "\(path) exists already and is never overwritten: resume it with --resume, or name "
                + "another folder."
        case .notARun(let path):
            "\(path) is not a run folder (it has no run.json): `cxrl runs` lists those there are."
        case .damagedManifest(let path, let reason):
            "\(path) cannot be read (\(reason)): restore it from a copy, or remove the run."
        case .newerSchema(let path, let found, let known):
            "\(path) was written by a newer cxrl (schema \(found), this one knows \(known)): "
                + "update cxrl to open it."
        case .locked(let path, let holder):
            "\(path) is in use by process \(holder.pid) on \(holder.host): open it with "
                + "`cxrl attach` or `cxrl watch`, or stop that process first."
        case .cannotLock(let path, let reason):
            "\(path) cannot be locked (\(reason)): check the folder's permissions."
        case .notPublished(let path, let host):
            "\(path) is written by \(host), which has not published a copy for other machines "
                + "yet: try again in a few seconds."
        case .noUnfinishedRun(let root):
            "There is no unfinished run in \(root) to resume: start one with `cxrl train`."
        case .noSuchRun(let name, let root, let nearest):
            "There is no run \(name) in \(root)"
                + (nearest.map { ": did you mean \($0)?" } ?? ": `cxrl runs` lists those there are.")
        case .cannotRemove(let path, let reason):
            "\(path) could not be removed (\(reason)): check its permissions, then try again."
        case .notJudged(let reason):
            "The choice between two pictures was not kept (\(reason)): go on with the next pair."
        case .missingCheckpoint(let path):
            "The checkpoint \(path) is not there: choose another run or start a new one."
        }
    }
}
