/// What a `DO` block in PL/pgSQL runs, as far as its text tells: PostgreSQL's own parser of PL/pgSQL takes it apart.
///
/// That parser knows no catalogue. It does not accept a block that assigns to a record's field or opens a cursor variable.
public struct ProceduralBlock: Sendable {
    /// A statement of the block.
    public struct Part: Sendable {
        /// Its line is the script's, and its place is in the DO statement's UTF-8 bytes: that of an EXECUTE for what it runs.
        public let statement: SQLStatement
        /// Whether its text stands at that place as it is, so that places in it are places in the block.
        public let isVerbatim: Bool
        /// Whether it stands where the block may not come, or more than once, such as in an IF or a loop.
        public let isConditional: Bool
    }

    /// What runs its statements sometimes, or more than once.
    private static let conditions: Set<String> = [
        "PLpgSQL_stmt_if", "PLpgSQL_stmt_case", "PLpgSQL_stmt_loop", "PLpgSQL_stmt_while", "PLpgSQL_stmt_fori",
        "PLpgSQL_stmt_fors", "PLpgSQL_stmt_forc", "PLpgSQL_stmt_foreach_a", "PLpgSQL_stmt_dynfors", "PLpgSQL_exception",
    ]

    /// The statements, in the order of the text; also those that EXECUTE names in a plain string.
    public private(set) var parts: [Part] = []
    /// Expressions, each as a query of its own: they read, and call functions.
    public private(set) var expressions: [String] = []
    /// The script's lines with statements that are made up as the block runs.
    public private(set) var dynamicLines: [Int] = []
    /// The script's lines with a COMMIT or ROLLBACK of the block's own.
    public private(set) var transactionLines: [Int] = []

    private let body: BlockBody
    /// How many of them the walk is in.
    private var conditionDepth = 0

    /// Takes a DO statement apart.
    /// - Returns: nil for any other statement, and for a block in another language.
    /// - Throws: `ParseError` for a block that the parser does not accept or that may nest too deep for it.
    public init?(_ statement: SQLStatement) throws(ParseError) {
        guard statement.kind == .anonymousBlock, let body = try BlockBody(statement) else { return nil }
        self.body = body
        let tree = try SyntaxNode(parsingBlock: statement.text, body: body.text)
        walk(tree, line: 1)
    }

    private mutating func walk(_ node: SyntaxNode, line outer: Int) {
        let line = node["lineno"]?.number ?? outer
        var rest = node.elements
        switch node.kind {
        case "PLpgSQL_stmt_execsql": rest = take(node, "sqlstmt", line)
        case "PLpgSQL_stmt_call": rest = take(node, "expr", line)
        case "PLpgSQL_stmt_perform":
            if let query = node["expr"]?.text("query") { add(query, at: body.place(ofWord: "perform", line: line)) }
            return
        case "PLpgSQL_stmt_fors":
            if let query = node["query"]?.text("query") { add(query, at: body.place(of: query, from: line)) }
            rest = node.list("body")
        case "PLpgSQL_stmt_dynexecute", "PLpgSQL_stmt_dynfors":
            execute(node["query"]?.text("query") ?? "", line)
            rest = node.list("params") + node.list("body")
        case "PLpgSQL_stmt_commit": endTransaction("commit", line)
        case "PLpgSQL_stmt_rollback": endTransaction("rollback", line)
        case "PLpgSQL_expr":
            if let query = node.text("query") { expressions.append("SELECT \(Self.value(query))") }
            return
        default: break
        }
        let isCondition = Self.conditions.contains(node.kind)
        if isCondition { conditionDepth += 1 }
        for element in rest { walk(element, line: line) }
        if isCondition { conditionDepth -= 1 }
    }

    private mutating func endTransaction(_ word: String, _ line: Int) {
        transactionLines.append(body.scriptLine(of: body.place(ofWord: word, line: line).offset))
    }

    /// Takes a statement that begins on a line; nothing of it is left to be walked.
    private mutating func take(_ node: SyntaxNode, _ field: String, _ line: Int) -> [SyntaxNode] {
        if let query = node[field]?.text("query") { add(query, at: body.place(of: query, on: line)) }
        return []
    }

    private mutating func add(_ query: String, at place: BlockBody.Place) {
        guard let statements = try? StatementSplitter.split(query, firstLine: body.scriptLine(of: place.offset)) else {
            return dynamicLines.append(body.scriptLine(of: place.offset))
        }
        for statement in statements {
            let offset = place.offset + (place.isVerbatim ? statement.byteOffset : 0)
            parts.append(
                Part(
                    statement: SQLStatement(
                        text: statement.text, line: body.scriptLine(of: place.offset), byteOffset: offset,
                        kind: statement.kind, summary: statement.summary), isVerbatim: place.isVerbatim,
                    isConditional: conditionDepth > 0))
        }
    }

    /// What EXECUTE is given: a string says beforehand what is run, also as a format() without anything to fill in.
    private mutating func execute(_ expression: String, _ line: Int) {
        let place = body.place(ofWord: "execute", line: line)
        let value = (try? SyntaxNode(parsing: "SELECT \(expression)"))?.list("targetList").first?["val"]
        guard let text = value.flatMap({ Self.constant($0) ?? Self.format($0) }), !text.isEmpty else {
            if let value, value.kind != "A_Const" { expressions.append("SELECT \(expression)") }
            return dynamicLines.append(body.scriptLine(of: place.offset))
        }
        add(text, at: place)
    }

    private static func constant(_ node: SyntaxNode) -> String? {
        node.kind == "A_Const" ? node["sval"]?.text("sval") : nil
    }

    private static func format(_ node: SyntaxNode) -> String? {
        guard node.kind == "FuncCall", node.texts("funcname").last == "format",
            let template = node.list("args").first.flatMap({ constant($0) })
        else { return nil }
        let text = template.replacing("%%", with: "")
        return text.contains("%") ? nil : template.replacing("%%", with: "%")
    }

    /// What is assigned, of `variable := value`.
    private static func value(_ expression: String) -> String {
        let tokens = SQLScanner.acceptedTokens(of: expression)
        guard let sign = tokens.first(where: { [":=", "("].contains($0.text) }), sign.text == ":=" else {
            return expression
        }
        return String(Substring(expression.utf8.dropFirst(sign.bytes.upperBound)))
    }
}
