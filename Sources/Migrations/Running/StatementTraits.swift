import StatementAnalysis

/// What a statement's parse tree says about how it is run, how long it may take, and whether it may be run again.
struct StatementTraits: Sendable, Hashable {
    /// What its duration depends on.
    enum Work: Sendable, Hashable {
        /// Changes the catalogue, mostly under a lock that others wait for: it has to be short.
        case definition
        /// Builds an index or validates a constraint: it reads a table, while others go on.
        case build
        /// Reads or writes rows, as many as there are.
        case data
    }

    /// Work on indexes in several transactions of the server's own, which leaves a trace where it stops half-way.
    enum ConcurrentWork: Sendable, Hashable {
        case create(index: String?, table: ObjectName)
        case drop(ObjectName)
        case reindex
    }

    /// A setting the file changes itself.
    enum Setting: Sendable, Hashable {
        case set(String)
        case reset(String)
        case resetAll
    }

    /// A name as the file writes it: without a schema it is looked up as the server would.
    struct ObjectName: Sendable, Hashable {
        let schema: String?
        let name: String
    }

    let work: Work
    /// Whether it can be committed together with what the history says of it.
    let runsInTransaction: Bool
    /// Whether running it a second time does no harm and changes nothing.
    let isRepeatable: Bool
    let concurrentWork: ConcurrentWork?
    let setting: Setting?

    /// Whether it may have done a part for good when it fails, such as a procedure that commits, so that neither its
    /// error nor the catalogue tells how far it came.
    var mayStopHalfway: Bool { !runsInTransaction && !isRepeatable && concurrentWork == nil }

    /// Those of the runner's own work on indexes.
    static let indexBuild = StatementTraits(
        work: .build, runsInTransaction: false, isRepeatable: true, concurrentWork: nil, setting: nil)
    /// Those of the runner's own reading and writing of rows.
    static let rows = StatementTraits(
        work: .data, runsInTransaction: true, isRepeatable: true, concurrentWork: nil, setting: nil)
}

extension StatementTraits {
    /// A statement that nests too deep to be looked at is one with many values.
    init(of statement: SQLStatement) {
        guard let tree = try? SyntaxNode(parsing: statement.text) else {
            self.init(work: .data, runsInTransaction: true, isRepeatable: false, concurrentWork: nil, setting: nil)
            return
        }
        self.init(
            work: Self.work(tree), runsInTransaction: !tree.isRefusedInTransaction && !tree.mayEndTransactions,
            isRepeatable: Self.isRepeatable(tree), concurrentWork: Self.concurrentWork(tree),
            setting: Self.setting(tree))
    }

    private static func work(_ tree: SyntaxNode) -> Work {
        switch tree.kind {
        case "IndexStmt", "ReindexStmt": return .build
        case "AlterTableStmt":
            let commands = tree.list("cmds").map { $0.text("subtype") }
            return commands.allSatisfy { $0 == "AT_ValidateConstraint" } ? .build : .definition
        case "SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CopyStmt", "DoStmt", "CallStmt",
            "CreateTableAsStmt", "RefreshMatViewStmt", "VacuumStmt", "ClusterStmt", "CreatedbStmt":
            return .data
        default: return .definition
        }
    }

    private static func isRepeatable(_ tree: SyntaxNode) -> Bool {
        switch tree.kind {
        case "VacuumStmt", "ReindexStmt", "ClusterStmt", "RefreshMatViewStmt", "AlterSystemStmt", "VariableSetStmt":
            true
        case "DropStmt", "DropdbStmt", "DropTableSpaceStmt": tree.isTrue("missing_ok")
        default: false
        }
    }

    private static func concurrentWork(_ tree: SyntaxNode) -> ConcurrentWork? {
        switch tree.kind {
        case "IndexStmt" where tree.isTrue("concurrent"):
            let table = tree["relation"]
            return .create(
                index: tree.text("idxname"),
                table: ObjectName(schema: table?.text("schemaname"), name: table?.text("relname") ?? ""))
        case "DropStmt" where tree.isTrue("concurrent"):
            // The server takes one index only.
            let parts = tree.list("objects").first?.texts("items") ?? []
            return .drop(ObjectName(schema: parts.dropLast().last, name: parts.last ?? ""))
        case "ReindexStmt" where tree.reindexesConcurrently: return .reindex
        default: return nil
        }
    }

    private static func setting(_ tree: SyntaxNode) -> Setting? {
        guard tree.kind == "VariableSetStmt" else { return nil }
        let name = tree.text("name") ?? ""
        return switch tree.text("kind") {
        case "VAR_RESET_ALL": .resetAll
        case "VAR_RESET", "VAR_SET_DEFAULT": .reset(name)
        default: .set(name)
        }
    }
}
