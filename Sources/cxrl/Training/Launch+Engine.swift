import Workbench

extension Launch {
    func makeEngine() throws -> any EngineControl {
        throw UsageError("no engine")
    }
}
