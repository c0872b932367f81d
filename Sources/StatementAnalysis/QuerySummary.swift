/// What a statement does to what, in the words of the statement: OpenTelemetry's `db.query.summary`, such as
/// `INSERT shipping_details SELECT orders`.
///
/// It is read from the tokens, so that a statement of another server's grammar has one too. No value is ever part of it,
/// because none but keywords and names are taken.
public struct QuerySummary: Sendable, Hashable {
    /// OpenTelemetry's limit, in characters.
    public static let longest = 255

    /// Operations and what they work on, in their order and as written; cut at ``longest`` between two of them.
    public let text: String
    /// The operation of the statement itself and not of one within it: OpenTelemetry's `db.operation.name`.
    public let operation: String

    /// The summary of a statement; nil for a text that begins with no word of PostgreSQL's grammar.
    ///
    /// - Parameter sql: One statement. What follows a place PostgreSQL's scanner does not accept is left out.
    public init?(of sql: String) {
        let tokens = SQLScanner.acceptedTokens(of: sql).filter { !$0.isComment }
        guard let first = tokens.first(where: { $0.text != "(" }), first.kind == .keyword else { return nil }
        let words: [String]
        switch first.text.lowercased() {
        case "create", "alter", "drop", "refresh", "reindex":
            words = StatementSummary.words(of: tokens)
            operation = first.text
        case "select", "insert", "update", "delete", "merge", "with", "values", "table", "copy", "call", "truncate",
            "lock", "explain", "declare", "prepare":
            var reader = QuerySummaryReader()
            reader.read(tokens)
            words = reader.words
            operation = reader.operation ?? first.text
        default:
            words = [first.text]
            operation = first.text
        }
        text = Self.joined(words)
    }

    private static func joined(_ words: [String]) -> String {
        var text = ""
        for word in words {
            guard text.count + word.count + (text.isEmpty ? 0 : 1) <= longest else { break }
            text += text.isEmpty ? word : " \(word)"
        }
        return text
    }
}
