import Foundation
import Terminal

/// What is shown as a file, for its owner alone.
enum ScreenCopy {
    /// - Parameter path: text, unless it ends in `.svg`.
    static func write(_ model: Model, theme: Theme, to path: String) throws {
        var frame = Frame(model.size)
        draw(model, into: &frame)
        let isText = !path.hasSuffix(".svg")
        var renderer = PictureRenderer(isText ? .ascii : .symbols, depth: .direct)
        let shown = renderer.render(frame)
        let content = isText ? shown.text + "\n" : FrameDrawing(shown, theme: theme).svg
        let isWritten = FileManager.default.createFile(
            atPath: path, contents: Data(content.utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten else { throw CocoaError(.fileWriteUnknown) }
    }
}
