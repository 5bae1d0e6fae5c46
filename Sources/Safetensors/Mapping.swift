import Foundation

/// A file's bytes, mapped privately for as long as the object lives.
final class Mapping: Sendable {
    /// Never changed after `init`; the memory is released in `deinit`.
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

    init(path: String) throws {
        func failure() -> SafetensorsError {
            SafetensorsError(
                path: path, problem: .cannotOpen(reason: String(cString: strerror(errno))))
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure() }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SafetensorsError(path: path, problem: .cannotOpen(reason: "not a file"))
        }
        let size = Int(status.st_size)
        guard size > 0 else { throw SafetensorsError(path: path, problem: .tooShort(size: 0)) }
        let address = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0)
        guard let address, address != MAP_FAILED else { throw failure() }
        bytes = UnsafeRawBufferPointer(start: address, count: size)
    }

    /// Gives the memory of whole pages within a range back; what is read there later comes from
    /// the file again.
    func discard(_ range: Range<Int>) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let start = (range.lowerBound + page - 1) / page * page
        let end = range.upperBound / page * page
        guard start < end, let address = bytes.baseAddress else { return }
        madvise(UnsafeMutableRawPointer(mutating: address + start), end - start, MADV_DONTNEED)
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }
}
