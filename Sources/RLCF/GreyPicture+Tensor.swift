public import Images
public import Tensors

extension GreyPicture {
    /// The pictures of images [N, 1, H, W] in 0…1.
    public static func pictures(_ images: Tensor) throws -> [GreyPicture] {
        let (height, width) = (images.size(2), images.size(3))
        let bytes = try (images * 255).rounded().clamped(0...255).to(.uint8).bytes()
        return (0..<images.size(0)).map { index in
            let start = index * height * width
            return GreyPicture(
                width: width, height: height,
                pixels: Array(bytes[start..<start + height * width]))
        }
    }
}
