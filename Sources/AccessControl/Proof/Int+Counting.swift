extension Int {
    /// The number with a noun, in the plural where it is one: `1 statement`, `2 statements`.
    func of(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
