import Images

/// Where two pictures differ.
enum PictureDifference {
    /// Middle grey where they are equal, brighter where the first one is; twice the difference.
    static func picture(_ first: GreyPicture, _ second: GreyPicture) -> GreyPicture? {
        guard first.width == second.width, first.height == second.height else { return nil }
        let pixels = zip(first.pixels, second.pixels).map { one, other in
            UInt8(min(255, max(0, 128 + (Int(one) - Int(other)) * 2)))
        }
        return GreyPicture(width: first.width, height: first.height, pixels: pixels)
    }
}
