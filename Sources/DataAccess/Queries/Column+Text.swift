import PostgresDriver

// What LIKE would take for a wildcard is escaped: whoever searches for "100%" finds "100%".
extension ColumnReference where Value == String {
    /// Rows whose text has this one in it, letter for letter.
    public func contains(_ text: String) -> Condition<Row> { matches("LIKE", "%\(text.escapedForLike)%") }

    /// Rows whose text begins with this one.
    public func hasPrefix(_ text: String) -> Condition<Row> { matches("LIKE", "\(text.escapedForLike)%") }

    /// Rows whose text ends with this one.
    public func hasSuffix(_ text: String) -> Condition<Row> { matches("LIKE", "%\(text.escapedForLike)") }

    /// Rows whose text has this one in it, capital or small.
    public func containsIgnoringCase(_ text: String) -> Condition<Row> { matches("ILIKE", "%\(text.escapedForLike)%") }

    /// Rows whose text begins with this one, capital or small.
    public func hasPrefixIgnoringCase(_ text: String) -> Condition<Row> { matches("ILIKE", "\(text.escapedForLike)%") }

    /// Rows whose text is this one, capital or small; an index on `lower(column)` serves it.
    public func equalsIgnoringCase(_ text: String) -> Condition<Row> {
        Condition("lower(\(verbatim: quotedName)) = lower(\(text))")
    }

    private func matches(_ comparison: String, _ pattern: String) -> Condition<Row> {
        Condition("\(verbatim: quotedName) \(verbatim: comparison) \(pattern)")
    }
}

extension String {
    /// The text with a backslash before each character that means something to LIKE.
    var escapedForLike: String {
        var escaped = ""
        for character in unicodeScalars {
            if character == "\\" || character == "%" || character == "_" { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(character)
        }
        return escaped
    }
}
