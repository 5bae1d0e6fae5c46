internal import Foundation

/// Environment variables that choose the CPU kernels of libtorch and OpenBLAS; they are read once,
/// when those libraries are loaded.
enum KernelSelection {
    /// Sets what is not set already.
    ///
    /// Debian's libtorch 1.13 takes AVX2 kernels on machines with AVX-512 unless told, and OpenBLAS
    /// before 0.3.24 falls back to SSE3 kernels on processors that it does not know.
    static func apply() {
        let flags = processorFlags()
        let hasAVX512 = ["avx512f", "avx512bw", "avx512dq", "avx512vl"]
            .allSatisfy(flags.contains)
        if hasAVX512 { setenv("ATEN_CPU_CAPABILITY", "avx512", 0) }
        guard getenv("OPENBLAS_CORETYPE") == nil, flags.contains("avx2") else { return }
        if let core = openBLASCore(), genericCores.contains(core.lowercased()) {
            setenv("OPENBLAS_CORETYPE", hasAVX512 ? "SkylakeX" : "Haswell", 0)
        }
    }

    /// The names of OpenBLAS kernels that use neither AVX2 nor AVX-512.
    static let genericCores: Set<String> = [
        "prescott", "core2", "penryn", "dunnington", "nehalem", "sandybridge", "atom", "generic",
        "opteron", "opteron_sse3", "barcelona", "bobcat", "nano",
    ]

    /// The kernels that OpenBLAS chooses by itself, if it is the BLAS in force.
    private static func openBLASCore() -> String? {
        guard let library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL) else { return nil }
        defer { dlclose(library) }
        return openBLASCore(of: library)
    }

    /// The kernels of an OpenBLAS that is loaded; nil where the library has no such function.
    static func openBLASCore(of library: UnsafeMutableRawPointer?) -> String? {
        guard let symbol = dlsym(library, "openblas_get_corename") else { return nil }
        typealias CoreName = @convention(c) () -> UnsafePointer<CChar>?
        return unsafeBitCast(symbol, to: CoreName.self)().map { String(cString: $0) }
    }

    private static func processorFlags() -> Set<String> {
        guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
        else { return [] }
        return Set(line.split(separator: " ").map(String.init))
    }
}
