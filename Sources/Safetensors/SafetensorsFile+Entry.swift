extension SafetensorsFile {
    /// Where a tensor lies in the file, and what its bytes mean.
    public struct Entry: Sendable, Equatable {
        public let elementType: ElementType
        /// Empty for a scalar.
        public let shape: [Int]
        /// From the start of the file.
        public let byteRange: Range<Int>

        /// The number of elements.
        public var count: Int { byteRange.count / elementType.size }
    }
}
