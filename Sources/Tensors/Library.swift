internal import CTorchInterface
internal import Foundation

/// The dynamic library `CTorch` and, through it, libtorch: loaded when the first tensor is needed.
enum Library {
    typealias Table = UnsafePointer<ctorch_table>

    /// The functions, or why they cannot be had. Loading takes some tenths of a second.
    static func table() throws -> Table {
        try loaded.get().table
    }

    private static let loaded: Result<SendableTable, TensorError> = load()

    /// The table is constant memory of a library that is never unloaded.
    private struct SendableTable: @unchecked Sendable {
        let table: Table
    }

    private static func load() -> Result<SendableTable, TensorError> {
        KernelSelection.apply()
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let candidates = [
            folder.appendingPathComponent("libCTorch.so").path,
            folder.appendingPathComponent("../lib/libCTorch.so").standardized.path,
            "libCTorch.so",
        ]
        var reasons: [String] = []
        for path in candidates {
            if path.contains("/"), !FileManager.default.fileExists(atPath: path) { continue }
            guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
                reasons.append(dlerror().map { String(cString: $0) } ?? path)
                continue
            }
            guard let symbol = dlsym(handle, CTORCH_TABLE_SYMBOL), fits(handle) else {
                reasons.append("\(path) belongs to another build of this program")
                continue
            }
            let function = unsafeBitCast(symbol, to: ctorch_table_function.self)
            return .success(SendableTable(table: function()))
        }
        return .failure(
            TensorError(
                .unavailable,
                "libtorch cannot be loaded (\(reasons.joined(separator: "; "))). Install "
                    + "libtorch-dev, or build with LIBTORCH=<folder>, and keep the libCTorch.so "
                    + "of the same build beside the program."))
    }

    /// Whether the library's functions are those that this program calls.
    private static func fits(_ handle: UnsafeMutableRawPointer) -> Bool {
        guard let symbol = dlsym(handle, CTORCH_LAYOUT_SYMBOL) else { return false }
        let layout = unsafeBitCast(symbol, to: ctorch_layout_function.self)
        return strcmp(layout(), ctorch_layout()) == 0
    }
}

extension Library.Table {
    /// Turns a NULL into the error that libtorch reported.
    func made(_ handle: ctorch_tensor?) throws -> Tensor {
        guard let handle else { throw reportedError() }
        return Tensor(owning: handle)
    }

    /// Turns a status other than 0 into the error that libtorch reported.
    func check(_ status: Int32) throws {
        guard status == 0 else { throw reportedError() }
    }

    func reportedError() -> TensorError {
        let text = String(cString: pointee.last_error())
        let isMemory =
            text.contains("out of memory") || text.contains("can't allocate memory")
            || text.contains("bad_alloc")
        return TensorError(isMemory ? .outOfMemory : .operation, text)
    }
}
