import Configuration
import Engine

extension Launch {
    /// An engine that begins to load at once.
    func makeEngine() -> TrainingEngine {
        let runTarget: EngineOptions.Target =
            switch target {
            case .new(let root, let folder): .new(root: root, folder: folder)
            case .resumed(let folder): .resumed(folder)
            }
        return TrainingEngine(
            EngineOptions(
                target: runTarget, branch: branch, configuration: configuration, data: data,
                bankFolder: Surroundings().folders.cache + "/anchors",
                programVersion: Program.version))
    }
}
