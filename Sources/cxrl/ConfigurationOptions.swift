import Configuration
import Diffusion
import Foundation

/// The options that make a configuration, and the layers they stand for.
enum ConfigurationOptions {
    static let declared: [OptionDeclaration] = [
        OptionDeclaration("--config", "FILE", "JSON with differences from the defaults"),
        OptionDeclaration("--preset", "NAME", "a configuration of Samples/configurations"),
        OptionDeclaration("--set", "KEY=VALUE", "one setting; may be given again"),
        OptionDeclaration("--model", "DIR", "diffusers folder (default: the miniature)"),
        deviceOption, precisionOption, Surroundings.dataOption,
    ]

    static let deviceOption = OptionDeclaration("--device", "NAME", "cpu, cuda or cuda:N")
    static let precisionOption = OptionDeclaration(
        "--precision", "TYPE", "of the UNet's products: fp32, bf16 or, on a GPU, fp16")

    /// Flags that stand for a setting.
    private static let flags = [
        ("--epochs", "rlcf.epochs"), ("--seed", "run.seed"), ("--device", "model.device"),
        ("--precision", "model.precision"),
    ]

    /// For commands that make a run.
    static let forRuns: [OptionDeclaration] = [
        OptionDeclaration("--epochs", "N", "epochs to train for"),
        OptionDeclaration("--seed", "S", "seed of everything that is drawn"),
    ]

    /// The configuration before it is checked.
    static func configuration(
        _ arguments: Arguments, _ surroundings: Surroundings
    ) throws -> Configuration {
        try Configuration(layers: layers(arguments, surroundings))
    }

    static func layers(
        _ arguments: Arguments, _ surroundings: Surroundings
    ) throws -> [Configuration.Layer] {
        var layers: [Configuration.Layer] = []
        if let preset = arguments.value("--preset") {
            layers.append(.preset(path: try surroundings.dataFolder(arguments).preset(preset)))
        }
        let userFile = surroundings.folders.configurationFile
        if FileManager.default.fileExists(atPath: userFile) {
            layers.append(.userFile(path: userFile))
        }
        return layers + changes(arguments)
    }

    /// What this command line itself says; a resumed run takes no more than that.
    static func changes(_ arguments: Arguments) -> [Configuration.Layer] {
        var layers = arguments.values("--config").map { Configuration.Layer.file(path: $0) }
        layers += arguments.values("--set").map { .assignment($0) }
        for (name, key) in flags {
            if let value = arguments.value(name) {
                layers.append(.flag(name: name, key: key, value: value))
            }
        }
        if let model = arguments.value("--model") {
            // one that is not there is named as it was given when the run is opened
            let found = try? ModelFolder.located(model)
            let path = found.map { URL(fileURLWithPath: $0.path).standardized.path } ?? model
            layers.append(.flag(name: "--model", key: "model.path", value: path))
        }
        return layers
    }
}
