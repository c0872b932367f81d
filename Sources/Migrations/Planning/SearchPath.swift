import StatementAnalysis

/// The schemas in which names without one are looked up, as a section's statements set them.
struct SearchPath {
    /// nil where the session's own holds.
    private(set) var schemas: [String]?
    private let session: [String]
    private let isTransactional: Bool

    /// - Parameters:
    ///   - isTransactional: whether the section is one transaction; outside of one SET LOCAL does nothing.
    ///   - session: the schemas that the session begins with, as the role, the database or the server sets them.
    init(isTransactional: Bool, session: [String] = ["public"]) {
        self.isTransactional = isTransactional
        self.session = session
    }

    /// Takes note of what a statement sets.
    mutating func pass(_ statement: LintedStatement) {
        switch Change(statement.tree) {
        case .set(_, local: true)? where !isTransactional: break
        case .set(let schemas, local: _)?: self.schemas = schemas
        case .reset?: schemas = nil
        case nil: break
        }
    }

    /// What a name stands for.
    /// - Parameter exists: whether there is a relation of a name.
    func resolved(_ name: RelationName, exists: (RelationName) -> Bool) -> RelationName {
        let path = schemas ?? session
        guard !name.isQualified, !name.isTemporary, path != ["public"], let first = path.first else { return name }
        let candidates = path.map { RelationName(schema: $0, name: name.name) }
        return candidates.first(where: exists) ?? RelationName(schema: first, name: name.name)
    }

    /// What a name stands for that is made now.
    func made(_ name: RelationName) -> RelationName {
        guard !name.isQualified, !name.isTemporary, let first = (schemas ?? session).first else { return name }
        return RelationName(schema: first, name: name.name)
    }

    /// Schemas that a statement has names looked up in from then on.
    static func schemas(setBy statement: LintedStatement) -> [String] {
        if case .set(let schemas, local: _)? = Change(statement.tree) { schemas } else { [] }
    }
}

/// What a statement does to the search path.
private enum Change {
    case set([String], local: Bool)
    case reset

    init?(_ tree: SyntaxNode) {
        switch tree.kind {
        case "VariableSetStmt": self.init(set: tree)
        case "SelectStmt": self.init(call: tree)
        case "DiscardStmt" where tree.text("target") == "DISCARD_ALL" || tree["target"] == nil: self = .reset
        default: return nil
        }
    }

    private init?(set tree: SyntaxNode) {
        if tree.text("kind") == "VAR_RESET_ALL" {
            self = .reset
            return
        }
        guard tree.text("name") == "search_path" else { return nil }
        guard tree.text("kind") == "VAR_SET_VALUE" || tree["kind"] == nil else {
            self = .reset
            return
        }
        let names = tree.list("args").compactMap { $0["sval"]?.text("sval") }
        self = .set(names.filter { $0 != "$user" }, local: tree.isTrue("is_local"))
    }

    /// `SELECT set_config('search_path', 'a, b', …)`
    private init?(call tree: SyntaxNode) {
        let calls = tree.list("targetList").compactMap { $0["val"] }.filter {
            $0.kind == "FuncCall" && $0.texts("funcname").last == "set_config"
        }
        let paths = calls.map { $0.list("args") }.filter { $0.first?["sval"]?.text("sval") == "search_path" }
        guard let arguments = paths.last, arguments.count == 3, let value = arguments[1]["sval"]?.text("sval") else {
            return nil
        }
        let isLocal = arguments[2]["boolval"]?.isTrue("boolval") ?? arguments[2].isTrue
        self = .set(Self.names(in: value).filter { $0 != "$user" }, local: isLocal)
    }

    /// Names as the server reads them from a setting's text: quoted, or in small letters.
    private static func names(in text: String) -> [String] {
        let tokens = (try? SQLScanner.tokens(of: text)) ?? []
        return tokens.filter { $0.kind == .identifier || $0.kind == .keyword }.map { token in
            guard token.text.hasPrefix("\"") else { return token.text.lowercased() }
            return String(token.text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
        }
    }
}
