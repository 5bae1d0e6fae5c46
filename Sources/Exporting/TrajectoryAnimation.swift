public import Images
internal import Safetensors
public import Workbench

/// A stored trajectory as pictures, one a step: x̂0, what the model believes the finished picture
/// to be.
public enum TrajectoryAnimation {
    /// - Parameters:
    ///   - path: of a trajectory file with `predicted_originals` [steps, C, H, W].
    ///   - preview: of the same run.
    public static func pictures(
        _ path: String, preview: LinearPreview
    ) throws -> [GreyPicture] {
        let file = try SafetensorsFile(path: path)
        let shape = try file.entry("predicted_originals").shape
        guard shape.count == 4, shape[0] > 0 else {
            throw ExportError("\(path) holds no trajectory: its shape is \(shape).")
        }
        let numbers = try file.floats(of: "predicted_originals")
        let size = shape[1] * shape[2] * shape[3]
        return try (0..<shape[0]).map { step in
            try preview.picture(
                of: numbers[step * size..<(step + 1) * size], height: shape[2], width: shape[3])
        }
    }
}
