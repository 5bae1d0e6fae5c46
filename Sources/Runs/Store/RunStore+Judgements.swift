internal import Foundation
public import Workbench

extension RunStore {
    /// Keeps a choice, and its pictures where nothing that happens to the run touches them.
    ///
    /// The pictures are on disk before the store names them: after a crash there may be pictures
    /// without a choice, never a choice without its pictures.
    ///
    /// - Returns: what happened, as it was recorded.
    /// - Throws: `RunError.notJudged` where its pictures are not there or it is kept already.
    public func keep(_ judgement: PairJudgement) throws -> Event {
        guard try !history.judgements().contains(where: { $0.id == judgement.id }) else {
            throw RunError.notJudged(reason: "it is kept already")
        }
        var kept = judgement
        kept.left.path = try keepPicture(judgement.left, as: "\(judgement.id)-left.png")
        kept.right.path = try keepPicture(judgement.right, as: "\(judgement.id)-right.png")
        let event = Event.judged(kept)
        try record([event])
        return event
    }

    /// Takes a choice back; its pictures go.
    ///
    /// - Throws: `RunError.notJudged` where there is no such choice.
    public func withdrawJudgement(_ id: Int) throws -> Event {
        guard let judgement = try history.judgements().first(where: { $0.id == id }) else {
            throw RunError.notJudged(reason: "there is no such choice")
        }
        let event = Event.judgementWithdrawn(id)
        try record([event])
        for picture in [judgement.left, judgement.right] {
            try? FileManager.default.removeItem(atPath: folder.absolute(picture.path))
        }
        return event
    }

    /// A second name for the file where that can be had, a copy elsewhere.
    private func keepPicture(_ picture: JudgedPicture, as name: String) throws -> String {
        let manager = FileManager.default
        let isInside =
            !picture.path.hasPrefix("/")
            && !picture.path.split(separator: "/").contains("..")
        let source = folder.absolute(picture.path)
        guard isInside, manager.fileExists(atPath: source) else {
            throw RunError.notJudged(reason: "\(picture.path) is not there any more")
        }
        try manager.createDirectory(
            atPath: folder.absolute(RunFolder.judgements), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let path = "\(RunFolder.judgements)/\(name)"
        try folder.link(source, to: path)
        return path
    }
}
