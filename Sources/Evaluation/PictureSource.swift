public import Tensors

/// Pictures that are made when they are wanted, a batch at a time: a collection's films need not
/// lie in memory as tensors.
public struct PictureSource {
    public let count: Int
    private let make: (Range<Int>) throws -> Tensor

    /// - Parameter make: pictures [n, 1, H, W] in 0…1 of n places.
    public init(count: Int, make: @escaping (Range<Int>) throws -> Tensor) {
        self.count = count
        self.make = make
    }

    /// Pictures [N, 1, H, W] in 0…1.
    public init(_ pictures: Tensor) {
        self.init(count: pictures.size(0)) { try pictures.sliced(0, $0) }
    }

    /// What becomes of each batch, outside autograd.
    public func batches<Result>(
        of size: Int = 64, _ body: (_ pictures: Tensor, _ places: Range<Int>) throws -> Result
    ) throws -> [Result] {
        try withoutGradient {
            try stride(from: 0, to: count, by: max(1, size)).map { start in
                let places = start..<min(count, start + max(1, size))
                return try body(make(places), places)
            }
        }
    }
}
