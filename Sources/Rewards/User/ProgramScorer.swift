internal import Foundation
internal import Networks
internal import Safetensors
internal import Tensors

/// A program that judges: it is kept running, reads a line of JSON for each batch and answers with
/// a line.
///
///     {"images": "/tmp/…/batch.safetensors", "prompts": ["…"], "findings": [{"Edema": true}]}
///     {"scores": [0.25]}
///
/// The file holds one tensor, `images`, fp32 [N, 1, H, W] in 0…1, until the answer comes.
/// `{"error": "…"}` is an answer too. The input's end is the program's.
final class ProgramScorer: ImageScorer {
    private struct Request: Encodable {
        let images: String
        let prompts: [String]
        let findings: [[String: Bool]]
    }

    private struct Answer: Decodable {
        let scores: [Float]?
        let error: String?
    }

    let identity: String
    private let command: String
    private let timeout: Double
    private let folder: String
    private var process: LineProcess?

    /// Files that a command names are part of its identity up to this many bytes.
    private static let largestFile = 64 << 20

    /// - Parameters:
    ///   - command: for the shell, in the working directory.
    ///   - timeout: seconds that a batch may take.
    init(command: String, timeout: Double) {
        self.command = command
        self.timeout = timeout
        folder =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("cxrl-reward-\(UUID().uuidString)").path
        identity = Self.identity(of: command)
    }

    deinit {
        process?.end()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func score(
        _ images: Tensor, prompts: [ScoredPrompt], surroundings: RewardSurroundings
    ) throws -> Tensor {
        let path = try write(images)
        let request = Request(
            images: path, prompts: prompts.map(\.text), findings: prompts.map(\.findings))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = String(decoding: try encoder.encode(request), as: UTF8.self)
        return try .of(scores(of: answer(to: line, surroundings), count: prompts.count))
    }

    /// A program that died or hung is started again, once.
    private func answer(to line: String, _ surroundings: RewardSurroundings) throws -> String {
        do {
            return try attempt(line, surroundings)
        } catch let trouble where trouble == .interrupted {
            throw RewardInterruption()
        } catch {
            surroundings.say(
                "The program “\(command)” \(text(error)); it is started again.")
        }
        do {
            return try attempt(line, surroundings)
        } catch let trouble where trouble == .interrupted {
            throw RewardInterruption()
        } catch {
            throw FailureReason("its program “\(command)” \(text(error)), twice")
        }
    }

    private func attempt(
        _ line: String, _ surroundings: RewardSurroundings
    ) throws(LineProcess.Trouble) -> String {
        let running: LineProcess
        if let process { running = process } else { running = try LineProcess(command: command) }
        process = nil
        let answer = try running.answer(
            to: line, within: timeout, isInterrupted: surroundings.isInterrupted)
        process = running
        return answer
    }

    /// What a program answers that is no scores ends it.
    private func scores(of line: String, count: Int) throws -> [Float] {
        let answer = try? JSONDecoder().decode(Answer.self, from: Data(line.utf8))
        if let scores = answer?.scores, scores.count == count { return scores }
        process?.end()
        process = nil
        if let error = answer?.error {
            throw FailureReason("its program “\(command)” says: \(error.prefix(300))")
        }
        throw FailureReason(
            "its program “\(command)” answered “\(line.prefix(120))” where one line of JSON like "
                + "{\"scores\": [0.5]} with \(count) numbers is wanted")
    }

    private func text(_ trouble: LineProcess.Trouble) -> String {
        switch trouble {
        case .cannotStart(let reason): "cannot be started (\(reason))"
        case .ended(let how, let words):
            "ended without an answer (\(how)\(words.isEmpty ? "" : "; it said “\(words)”"))"
        case .silent: "did not answer within \(timeout.formatted()) seconds"
        case .tooLong: "gave an answer that does not end"
        case .interrupted: "was interrupted"
        }
    }

    private func write(_ images: Tensor) throws -> String {
        let path = folder + "/batch.safetensors"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw FailureReason("\(folder) cannot be made for its images")
        }
        do {
            try SafetensorsWriter.write([("images", images)], as: .float32, to: path)
        } catch let error as SafetensorsError {
            throw FailureReason("\(error)")
        }
        return path
    }

    /// Of the command and the files that it names: an edited program is another one.
    private static func identity(of command: String) -> String {
        var fingerprint = Fingerprint()
        fingerprint.combine(command)
        let trimmed = CharacterSet(charactersIn: "\"'")
        for word in command.split(whereSeparator: \.isWhitespace) {
            let path = word.trimmingCharacters(in: trimmed)
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            guard attributes?[.type] as? FileAttributeType == .typeRegular,
                let size = attributes?[.size] as? Int, size <= largestFile,
                let data = FileManager.default.contents(atPath: path)
            else { continue }
            fingerprint.combine(bytes: data)
        }
        return fingerprint.text
    }
}
