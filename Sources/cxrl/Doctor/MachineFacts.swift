import Foundation
import Tensors

/// What there is to compute with: libtorch, its kernels, threads and devices.
struct MachineFacts {
    struct Product {
        let gigaflops: Double
        /// Largest difference from double precision, relative to the largest element.
        let error: Double
    }

    let torchVersion: String
    let instructionSet: String
    let threads: Int
    let processors: Int
    /// Nil where the BLAS in force is no OpenBLAS.
    let openBLASCore: String?
    let cudaDevices: Int
    let product: Product

    /// Fp32 products of right kernels are far closer than this.
    static let errorLimit = 1e-5
    /// Per thread, in GFLOP/s; the reference BLAS gives 3 to 6, OpenBLAS 50 and more.
    static let slowPerThread = 15.0

    init() throws {
        try Runtime.start()
        torchVersion = try Runtime.version()
        instructionSet = try Runtime.instructionSet()
        threads = try Runtime.threads()
        processors = Runtime.availableProcessors
        openBLASCore = try Runtime.openBLASCore()
        cudaDevices = try Runtime.cudaDevices()
        product = try Product(
            gigaflops: MatrixSpeed.measure(), error: Self.productError())
    }

    var isExact: Bool { product.error <= Self.errorLimit }

    var isSlow: Bool { product.gigaflops < Self.slowPerThread * Double(threads) }

    /// Sentences about what should be mended; empty where all is well.
    var remedies: [String] {
        var remedies: [String] = []
        if !isExact {
            remedies.append(
                "The matrix kernels of this machine are wrong: unset OPENBLAS_CORETYPE, or "
                    + "install another BLAS.")
        }
        if isSlow, openBLASCore == nil {
            remedies.append(
                "Matrix products are slow and no OpenBLAS is in force: install "
                    + "libopenblas0-openmp.")
        }
        if threads < processors {
            remedies.append(
                "libtorch uses \(threads) of \(processors) processors: unset OMP_NUM_THREADS.")
        }
        return remedies
    }

    private static func productError() throws -> Double {
        let generator = try RandomGenerator(seed: 1)
        let size = 512
        let (left, right) = (
            try generator.normal([size, size]), try generator.normal([size, size])
        )
        let exact = try left.to(.float64).matmul(right.to(.float64))
        let found = try left.matmul(right).to(.float64)
        return try ((found - exact).absolute().largest() / exact.absolute().largest()).item()
    }
}
