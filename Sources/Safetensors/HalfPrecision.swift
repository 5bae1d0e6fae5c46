/// Conversions between 16-bit floating-point numbers and `Float`, rounding to nearest, ties to even.
public enum HalfPrecision {
    /// - Parameter half: bits of an IEEE 754 binary16.
    public static func float(half: UInt16) -> Float { Float(Float16(bitPattern: half)) }

    /// - Parameter bfloat: bits of a bfloat16, the upper half of a `Float`.
    public static func float(bfloat: UInt16) -> Float { Float(bitPattern: UInt32(bfloat) << 16) }

    /// The bits of the nearest IEEE 754 binary16; ±infinity beyond its range.
    public static func half(_ value: Float) -> UInt16 { Float16(value).bitPattern }

    /// The bits of the nearest bfloat16.
    public static func bfloat(_ value: Float) -> UInt16 {
        guard !value.isNaN else { return 0x7FC0 }
        let bits = value.bitPattern
        return UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16)
    }
}
