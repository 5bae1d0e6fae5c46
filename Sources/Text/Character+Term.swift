extension Character {
    /// Whether words are made of it: `54-year-old` is one.
    var isOfTerm: Bool { isLetter || isNumber || self == "-" }
}
