internal import CTorchInterface
internal import Foundation

/// What is known of the libtorch in force, and its threads.
public enum Runtime {
    /// Loads libtorch, and makes the calling thread, which will own all tensors, use as many
    /// threads as the process may run on.
    ///
    /// - Throws: `TensorError` of kind `unavailable`, with the remedy.
    public static func start(threads: Int? = nil) throws {
        let table = try Library.table()
        table.pointee.set_thread_count(Int32(threads ?? availableProcessors))
    }

    public static func version() throws -> String {
        String(cString: try Library.table().pointee.version())
    }

    public static func threads() throws -> Int {
        Int(try Library.table().pointee.thread_count())
    }

    public static func cudaDevices() throws -> Int {
        Int(try Library.table().pointee.cuda_device_count())
    }

    /// The instruction set of libtorch's own kernels.
    public static func instructionSet() throws -> String {
        String(cString: try Library.table().pointee.cpu_capability())
    }

    /// What libtorch was built with, in several lines.
    public static func configuration() throws -> String {
        String(cString: try Library.table().pointee.configuration())
    }

    public static func parallelism() throws -> String {
        String(cString: try Library.table().pointee.parallel_info())
    }

    /// The kernels of OpenBLAS, where it is the BLAS in force.
    public static func openBLASCore() throws -> String? {
        _ = try Library.table()
        guard let library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_NOLOAD) else { return nil }
        defer { dlclose(library) }
        return KernelSelection.openBLASCore(of: library)
    }

    /// Whether a CUDA device may compute fp32 as TF32, which libtorch allows and this program
    /// forbids.
    public static func allowsTF32() throws -> Bool {
        try Library.table().pointee.allows_tf32()
    }

    /// Waits until a device has done all that was asked of it.
    public static func synchronize(_ device: Device) throws {
        let table = try Library.table()
        try table.check(table.pointee.synchronize(device.code))
    }

    /// Bytes that a CUDA device's allocator holds, now or at its peak; 0 on the CPU.
    public static func memory(of device: Device, peak: Bool = false) throws -> Int {
        Int(try Library.table().pointee.cuda_memory(device.code, peak))
    }

    /// The processors that this process may run on.
    public static var availableProcessors: Int {
        let count = Int(ctorch_available_processors())
        return count > 0 ? count : ProcessInfo.processInfo.activeProcessorCount
    }
}
