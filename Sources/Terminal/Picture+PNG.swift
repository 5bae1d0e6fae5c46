import Foundation
import Images

extension Picture {
    /// A PNG in base 64; empty where libpng has no memory for it.
    var base64PNG: [UInt8] {
        let bytes =
            channels == 1
            ? try? GreyPicture(width: width, height: height, pixels: pixels).encodedPNG()
            : try? ColorPicture(width: width, height: height, pixels: pixels).encodedPNG()
        return bytes.map { Array(Data($0).base64EncodedString().utf8) } ?? []
    }
}
