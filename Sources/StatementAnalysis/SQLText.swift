/// The two ways the parser library counts, turned into lines and columns, and the one way it takes text.
enum SQLText {
    /// Calls `body` with the text as a C string.
    /// - Throws: `ParseError` for a NUL character, at which the library would stop reading without a word.
    static func withCString<R>(_ sql: String, _ body: (UnsafePointer<CChar>) -> R) throws(ParseError) -> R {
        if let nul = sql.utf8.firstIndex(of: 0) {
            let (line, column) = position(before: sql[..<nul])
            throw ParseError(message: "the text contains a NUL character", line: line, column: column)
        }
        return sql.withCString(body)
    }

    /// What stands before the place of an error.
    static func prefix(of sql: String, before error: ParseError) -> Substring.UnicodeScalarView {
        let scalars = sql[...].unicodeScalars
        var lineStart = scalars.startIndex
        for _ in 1..<error.line {
            lineStart = scalars[lineStart...].firstIndex(of: "\n").map(scalars.index(after:)) ?? scalars.endIndex
        }
        let end = scalars.index(lineStart, offsetBy: error.column - 1, limitedBy: scalars.endIndex) ?? scalars.endIndex
        return scalars[..<end]
    }

    /// Line and column (both from 1, the column in characters) of what follows `prefix`.
    static func position(before prefix: Substring) -> (line: Int, column: Int) {
        let scalars = prefix.unicodeScalars
        let lineStart = scalars.lastIndex(of: "\n").map(scalars.index(after:)) ?? scalars.startIndex
        let line = 1 + scalars.count { $0 == "\n" }
        return (line, 1 + scalars.distance(from: lineStart, to: scalars.endIndex))
    }
}
