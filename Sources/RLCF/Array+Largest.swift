extension [Double] {
    /// NaN where one of them is, or where there is none: a check on it then fails.
    var largest: Double { contains(where: \.isNaN) ? .nan : self.max() ?? .nan }
}
