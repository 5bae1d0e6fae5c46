/// How much pictures differ that were made for the same prompt.
public enum PictureDiversity {
    /// The standard deviation over the pictures of each pixel's grey value (0 to 1), as a mean over
    /// the pixels; NaN for fewer than two pictures, or pictures of different sizes.
    public static func deviation(_ pictures: [GreyPicture]) -> Double {
        guard let first = pictures.first, pictures.count > 1, !first.pixels.isEmpty,
            pictures.allSatisfy({ $0.width == first.width && $0.height == first.height })
        else { return .nan }
        let count = Double(pictures.count)
        let sum = first.pixels.indices.reduce(0.0) { sum, index in
            let values = pictures.map { Double($0.pixels[index]) / 255 }
            let mean = values.reduce(0, +) / count
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
            return sum + variance.squareRoot()
        }
        return sum / Double(first.pixels.count)
    }
}
