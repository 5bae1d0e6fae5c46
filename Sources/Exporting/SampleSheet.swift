public import Images
internal import Workbench

/// Pictures of a run's last epoch, a row for each prompt.
public enum SampleSheet {
    /// Nil where no picture is kept.
    ///
    /// - Parameter columns: pictures of a prompt, at most.
    public static func picture(_ run: RunRecord, columns: Int = 6) throws -> GreyPicture? {
        let kept = run.samples.filter { $0.picture != nil }
        let prompts = Dictionary(grouping: kept, by: \.promptID).sorted { $0.key < $1.key }
        guard !prompts.isEmpty else { return nil }
        let rows = try prompts.map { id, samples in
            try samples.prefix(columns).map { sample in
                ContactSheet.Item(
                    try GreyPicture(contentsOf: "\(run.folder)/\(sample.picture ?? "")"),
                    label: "prompt \(id)")
            }
        }
        return ContactSheet(rows: rows).rendered()
    }
}
