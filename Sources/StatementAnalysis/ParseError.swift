import CPgQuery

/// Why a text is not SQL that PostgreSQL's parser accepts, and where.
public struct ParseError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the parser says, for example `syntax error at or near "FROM"`.
    public let message: String
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, in characters.
    public let column: Int

    /// An error at a place.
    public init(message: String, line: Int, column: Int) {
        self.message = message
        self.line = line
        self.column = column
    }

    /// The place, then what the parser says.
    public var description: String { "line \(line), column \(column): \(message)" }

    /// The library counts the place in code points from 1; 0 means it names none.
    init(_ error: PgQueryError, in sql: String) {
        let scalars = sql.unicodeScalars
        let place =
            scalars.index(scalars.startIndex, offsetBy: max(0, Int(error.cursorpos) - 1), limitedBy: scalars.endIndex)
            ?? scalars.endIndex
        let (line, column) = SQLText.position(before: sql[..<place])
        let message = error.message.map { String(cString: $0) } ?? "the parser failed without a message"
        self.init(message: message, line: line, column: column)
    }

    func movedDown(by lines: Int) -> ParseError {
        ParseError(message: message, line: line + lines, column: column)
    }
}
