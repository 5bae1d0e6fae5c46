// swift-tools-version: 6.1

import Foundation
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// The libtorch to build against: Debian's `libtorch-dev`, or the folder named by `LIBTORCH`
/// (an unpacked libtorch, or the `torch` folder of a Python installation).
struct Libtorch {
    let folder = ProcessInfo.processInfo.environment["LIBTORCH"]

    var version: String {
        guard let folder else { return "1.13" }
        let candidates = ["\(folder)/build-version", "\(folder)/version.py"]
        let text = candidates.lazy.compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }
            .first
        let digits = text?.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." }
        return digits.map(String.init) ?? "2.0"
    }

    /// Headers of libtorch 1.x do not compile as C++20, those of recent 2.x do not as C++17.
    var languageStandard: CXXLanguageStandard {
        let numbers = version.split(separator: ".").compactMap { Int($0) }
        let (major, minor) = (numbers.first ?? 2, numbers.dropFirst().first ?? 0)
        return (major, minor) >= (2, 9) ? .cxx20 : .cxx17
    }

    var compilerSettings: [CXXSetting] {
        guard let folder else { return [] }
        return [
            .unsafeFlags([
                "-fno-cxx-modules",  // C++20 would ask for a module of the interface's header
                "-isystem", "\(folder)/include",
                "-isystem", "\(folder)/include/torch/csrc/api/include",
            ])
        ]
    }

    var linkerSettings: [LinkerSetting] {
        guard let folder else {
            return [.linkedLibrary("torch"), .linkedLibrary("torch_cpu"), .linkedLibrary("c10")]
        }
        var flags = ["-L\(folder)/lib", "-Xlinker", "-rpath", "-Xlinker", "\(folder)/lib"]
        flags += ["-Xlinker", "--no-as-needed", "-ltorch", "-ltorch_cpu", "-lc10"]
        if FileManager.default.fileExists(atPath: "\(folder)/lib/libtorch_cuda.so") {
            flags += ["-ltorch_cuda", "-lc10_cuda"]
        }
        return [.unsafeFlags(flags)]
    }
}

let libtorch = Libtorch()

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// - Parameter excluding: files that the tests find beside their source.
func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], excluding: [String] = [],
    resources: [Resource] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name)] + dependencies,
        exclude: excluding,
        resources: resources,
        swiftSettings: settings)
}

let package = Package(
    name: "cxrl",
    products: [
        .executable(name: "cxrl", targets: ["cxrl"]),
        .library(name: "CTorch", type: .dynamic, targets: ["CTorch"]),
    ],
    targets: [
        // System libraries
        .systemLibrary(name: "CNcurses"),
        .systemLibrary(name: "CChafa", pkgConfig: "chafa"),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng"),
        .systemLibrary(name: "CJPEG", pkgConfig: "libjpeg"),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),

        // Signal handlers
        .target(name: "CRescue"),

        // libtorch, behind a table of C functions that `Tensors` loads at run time
        .target(name: "CTorchInterface"),
        .target(
            name: "CTorch",
            dependencies: ["CTorchInterface"],
            cxxSettings: libtorch.compilerSettings,
            linkerSettings: libtorch.linkerSettings),

        // Values, no tensors
        module("Configuration"),
        module("Safetensors"),
        module("Text"),
        module("Images", ["CPNG", "CJPEG"]),
        module("Studies", ["Text", "Images", "CZlib"]),

        // Tensors and what is computed with them
        module("Tensors", ["CTorchInterface", "Safetensors"]),
        module("Networks", ["Tensors", "Safetensors"]),
        module("Diffusion", ["Networks", "Tensors", "Safetensors", "Text", "Images"]),
        module(
            "Rewards",
            ["Diffusion", "Networks", "Tensors", "Safetensors", "Text", "Configuration"]),
        module(
            "RLCF",
            [
                "Rewards", "Diffusion", "Networks", "Tensors", "Safetensors", "Text",
                "Configuration", "Images",
            ]),
        module(
            "Evaluation",
            ["Rewards", "Diffusion", "Networks", "Tensors", "Studies", "Text", "Configuration"]),
        module(
            "Pretraining",
            [
                "Evaluation", "Rewards", "Diffusion", "Networks", "Tensors", "Safetensors",
                "Studies", "Text", "Images", "Configuration",
            ]),

        // The boundary, and what stands on either side of it
        module("Workbench", ["Images", "Safetensors", "Configuration"]),
        module("Runs", ["Workbench", "Configuration", "Safetensors", "Images", "CSQLite"]),
        module(
            "Engine",
            [
                "RLCF", "Rewards", "Diffusion", "Networks", "Tensors", "Safetensors", "Studies",
                "Text", "Images", "Configuration", "Workbench", "Runs",
            ]),
        module("Attachment", ["Workbench", "Runs", "Images"]),
        module("Exporting", ["Runs", "Workbench", "Images", "Safetensors", "Configuration"]),
        module("Terminal", ["CNcurses", "CRescue", "CChafa", "Images"]),
        module(
            "Interface",
            ["Terminal", "Workbench", "Runs", "Configuration", "Text", "Images", "Safetensors"]),
        .executableTarget(
            name: "cxrl",
            dependencies: [
                "Interface", "Terminal", "Engine", "Pretraining", "Evaluation", "RLCF", "Rewards",
                "Diffusion", "Networks", "Tensors", "Safetensors", "Studies", "Text", "Images",
                "Configuration", "Workbench", "Runs", "Attachment", "Exporting",
            ],
            swiftSettings: settings),

        // Tests
        .target(
            name: "TestSupport",
            dependencies: ["Images", "Networks", "Tensors"],
            path: "Tests/TestSupport",
            swiftSettings: settings),
        tests("Configuration"),
        tests("Safetensors", ["TestSupport"]),
        tests("Text", ["TestSupport"], excluding: ["Golden"]),
        tests("Images", ["TestSupport"], excluding: ["Golden"]),
        tests("Studies", ["Images", "TestSupport"]),
        tests("Tensors", ["Safetensors", "TestSupport"]),
        tests(
            "Networks", ["Tensors", "Safetensors", "TestSupport"], excluding: ["Golden"]),
        tests(
            "Diffusion",
            ["Networks", "Tensors", "Safetensors", "Text", "TestSupport"],
            resources: [.copy("Golden")]),
        tests(
            "Rewards",
            ["Diffusion", "Tensors", "Networks", "Text", "Configuration", "TestSupport"],
            excluding: ["Golden"]),
        tests(
            "RLCF",
            ["Rewards", "Diffusion", "Networks", "Tensors", "Configuration", "TestSupport"]),
        tests(
            "Evaluation",
            [
                "Rewards", "Diffusion", "Networks", "Tensors", "Studies", "Text", "Configuration",
                "TestSupport",
            ],
            excluding: ["Golden"]),
        tests("Workbench"),
        tests("Attachment", ["Workbench", "Runs", "Configuration", "Images", "TestSupport"]),
        tests("Runs", ["Workbench", "Configuration", "Images", "TestSupport"]),
        tests(
            "Engine",
            [
                "Workbench", "Runs", "Configuration", "Diffusion", "Networks", "Rewards",
                "Tensors", "Text", "Safetensors", "Images",
            ]),
        tests(
            "Exporting",
            ["Runs", "Workbench", "Images", "Safetensors", "Configuration", "TestSupport"],
            excluding: ["check_tensorboard.py"]),
        tests("Terminal", ["Images", "TestSupport"]),
        tests(
            "Interface",
            [
                "Terminal", "Workbench", "Runs", "Configuration", "Text", "Images", "Safetensors",
                "TestSupport",
            ],
            resources: [.copy("Screens")]),
        tests(
            "Pretraining",
            [
                "Rewards", "Diffusion", "Images", "Networks", "Tensors", "Text", "Studies",
                "TestSupport",
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["TestSupport", "Images", "Safetensors"],
            exclude: ["Faults", "Scenarios"],
            swiftSettings: settings),
    ],
    cxxLanguageStandard: libtorch.languageStandard
)
