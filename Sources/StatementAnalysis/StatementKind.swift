/// What a runner of scripts must know about a statement before it sends it.
public enum StatementKind: Sendable, Hashable {
    /// `BEGIN`, `COMMIT`, `ROLLBACK`, `SAVEPOINT` and their like.
    case transactionControl
    /// `COPY … FROM STDIN` or `COPY … TO STDOUT`, which need a client on the other end.
    case copyThroughClient
    /// `SELECT`, `VALUES`, `TABLE` or `WITH`.
    case query
    /// `DO`
    case anonymousBlock
    /// Anything else.
    case other

    /// For a statement the parser has accepted, these first words decide: PostgreSQL's grammar has no other
    /// statement that begins so. A parse tree would say the same, but printing one recurses as deep as the statement
    /// nests, and a long enough chain of operators overflows the stack.
    init(of tokens: some BidirectionalCollection<SQLToken>) {
        let words = tokens.lazy.filter { !$0.isComment }.map { $0.text.lowercased() }
        let first = words.first { $0 != "(" } ?? ""
        switch first {
        case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release":
            self = .transactionControl
        case "prepare" where words.dropFirst().first == "transaction":
            self = .transactionControl
        case "copy" where Self.copiesThroughClient(tokens):
            self = .copyThroughClient
        case "select", "values", "table", "with":
            self = .query
        case "do":
            self = .anonymousBlock
        default:
            self = .other
        }
    }

    /// The target follows FROM or TO outside every parenthesis; a file name is a literal.
    private static func copiesThroughClient(_ tokens: some BidirectionalCollection<SQLToken>) -> Bool {
        var depth = 0
        var previous = ""
        for token in tokens where !token.isComment {
            switch token.text {
            case "(": depth += 1
            case ")": depth -= 1
            default: break
            }
            let word = token.kind == .keyword ? token.text.lowercased() : ""
            if depth == 0, ["stdin", "stdout"].contains(word), ["from", "to"].contains(previous) { return true }
            previous = word
        }
        return false
    }
}
