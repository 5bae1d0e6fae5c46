import Foundation
import Images
import Terminal

/// What is shown as a file, for its owner alone.
enum ScreenCopy: String, CaseIterable {
    case txt, svg, png

    /// The kind of file that a path's ending says.
    init?(path: String) {
        self.init(rawValue: (path as NSString).pathExtension.lowercased())
    }

    /// - Parameter path: text, unless its ending says otherwise.
    static func write(_ model: Model, theme: Theme, to path: String) throws {
        var frame = Frame(model.size)
        draw(model, into: &frame)
        let content = try (ScreenCopy(path: path) ?? .txt).content(of: frame, theme: theme)
        let isWritten = FileManager.default.createFile(
            atPath: path, contents: content, attributes: [.posixPermissions: 0o600])
        guard isWritten else { throw CocoaError(.fileWriteUnknown) }
    }

    private func content(of frame: Frame, theme: Theme) throws -> Data {
        switch self {
        case .txt:
            var renderer = PictureRenderer(.ascii)
            return Data((renderer.render(frame).text + "\n").utf8)
        case .svg:
            var renderer = PictureRenderer(.symbols, depth: .direct)
            return Data(FrameDrawing(renderer.render(frame), theme: theme).svg.utf8)
        case .png:
            return Data(try FrameRaster.picture(of: frame, theme: theme).encodedPNG())
        }
    }
}
