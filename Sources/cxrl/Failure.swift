import Attachment
import Configuration
import Foundation
import Interface
import Runs
import Terminal
import Workbench

/// An error as the user sees it: one sentence, and how the program ends.
///
/// The only place where errors become text.
struct Failure {
    let sentence: String
    let status: ExitStatus

    init(_ error: any Error) {
        sentence = Self.sentence(error)
        status = Self.status(error)
    }

    private static func sentence(_ error: any Error) -> String {
        switch error {
        case let refusal as CommandRefusal: refusal.reason
        case let error as CocoaError: cocoa(error)
        case let error as DecodingError: decoding(error)
        case let error as any CustomStringConvertible: error.description
        default: (error as NSError).localizedDescription
        }
    }

    private static func cocoa(_ error: CocoaError) -> String {
        let text = error.localizedDescription
        return error.filePath.map { text.contains($0) ? text : "\(text) (\($0))" } ?? text
    }

    private static func decoding(_ error: DecodingError) -> String {
        let context: DecodingError.Context? =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context),
                .keyNotFound(_, let context), .dataCorrupted(let context):
                context
            @unknown default: nil
            }
        let place = context?.codingPath.map(\.stringValue).joined(separator: ".") ?? ""
        return "A JSON file is not what was expected"
            + (place.isEmpty ? "" : " at \(place)") + ": \(context?.debugDescription ?? "")"
    }

    private static func status(_ error: any Error) -> ExitStatus {
        switch error {
        case is UsageError, is ConfigurationError, is ThemeError, is KeyFileError: .usage
        case RunError.locked, RunError.exists, AttachmentError.foreignPeer: .refused
        default: .failed
        }
    }
}
