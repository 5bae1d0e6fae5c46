import Foundation

/// The system's libraries that this program needs, and those of them that are missing.
struct LibraryFacts {
    /// Sentences, one for each library that is nowhere to be found.
    let remedies: [String]

    init(executable: String) {
        let folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let bridges = ["libCTorch.so", "../lib/libCTorch.so"].map {
            folder.appendingPathComponent($0).standardized.path
        }
        let bridge = bridges.first(where: FileManager.default.fileExists)
        var missing = SharedLibrary.missing(for: executable)
        missing += bridge.map(SharedLibrary.missing) ?? ["libCTorch.so"]
        remedies = missing.map(Self.remedy)
    }

    private static func remedy(_ name: String) -> String {
        if name == "libCTorch.so" {
            return "libCTorch.so is missing: copy it from the build beside the program."
        }
        let package = packages.first { name.hasPrefix($0.prefix) }.map(\.name)
        return "\(name) is missing: "
            + (package.map { "install \($0), or a libtorch or package that brings it." }
                ?? "install the package that brings it.")
    }

    /// Debian's packages by the beginning of their libraries' names.
    private static let packages: [(prefix: String, name: String)] = [
        ("libtorch", "libtorch-dev"), ("libc10", "libtorch-dev"),
        ("libgomp", "libgomp1"), ("libopenblas", "libopenblas0-openmp"),
        ("libblas", "libopenblas0-openmp"), ("liblapack", "libopenblas0-openmp"),
        ("libncurses", "libncurses6"), ("libtinfo", "libtinfo6"), ("libchafa", "libchafa0"),
        ("libglib", "libglib2.0-0"), ("libpng", "libpng16-16"), ("libjpeg", "libjpeg62-turbo"),
        ("libsqlite3", "libsqlite3-0"), ("libz", "zlib1g"),
    ]
}
