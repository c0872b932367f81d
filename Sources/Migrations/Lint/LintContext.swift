import StatementAnalysis

/// What a rule must know about a statement's surroundings: where it runs, and what the statements before it did.
struct LintContext {
    /// An ACCESS EXCLUSIVE lock on a table others use, held to the end of the transaction.
    struct HeldLock {
        let table: RelationName
        let statement: LintedStatement
    }

    let direction: MigrationDirection
    let inTransaction: Bool
    /// Roles known to log in: those of the configuration, and those the file makes.
    private(set) var logins: Set<String>
    /// Tables and views made in the same section: nobody else can see them yet.
    private(set) var newRelations: Set<RelationName> = []
    private(set) var newIndexes: Set<RelationName> = []
    /// Tables of which a constraint has been validated.
    private(set) var validated: Set<RelationName> = []
    /// Roles whose objects and privileges have been dropped or handed over.
    private(set) var cleanedRoles: Set<String> = []
    /// The locks that the transaction holds, in the order it took them; at most one a table.
    private(set) var heldLocks: [HeldLock] = []
    /// Whether there is a way back: `up` is judged by whether it is one.
    let hasDown: Bool
    /// In `down`: what `up` made, which goes together with the code that used it.
    private let undone: [LintedStatement]
    private let undoneRelations: Set<RelationName>

    init(_ direction: MigrationDirection, of migration: LintedMigration, logins: Set<String>) {
        self.direction = direction
        inTransaction = direction == .up ? migration.transactional.up : migration.transactional.down
        hasDown = migration.down != nil
        undone = direction == .down ? migration.up : []
        undoneRelations = Set(undone.flatMap(\.madeRelations))
        self.logins = logins
    }

    /// Whether the section undoes the making of a table or view.
    func isUndone(_ relation: RelationName) -> Bool { undoneRelations.contains(relation) }

    /// Whether the section undoes the making of a schema.
    func isUndone(schema: String) -> Bool { undone.contains { $0.madeSchemas.contains(schema) } }

    /// Whether the section undoes the adding of a column.
    func isUndone(column: String, of table: RelationName) -> Bool {
        undone.contains { statement in
            statement.alterTable?.relation == table && statement.newColumns.contains { $0.text("colname") == column }
        }
    }

    /// Whether others may be using a table or view.
    func isInUse(_ relation: RelationName) -> Bool { !newRelations.contains(relation) && !relation.isTemporary }

    /// The subcommands of these kinds that a statement applies to a table others may use.
    func alterations(_ statement: LintedStatement, _ kinds: Set<String>) -> [AlterTable.Command] {
        guard let alter = statement.alterTable, isInUse(alter.relation) else { return [] }
        return alter.commands.filter { kinds.contains($0.kind) }
    }

    /// Takes note of a statement that the rules have seen.
    mutating func pass(_ statement: LintedStatement) {
        newRelations.formUnion(statement.madeRelations)
        if let (old, new) = statement.renamedRelation, newRelations.contains(old) { newRelations.insert(new) }
        newIndexes.formUnion(statement.madeIndexes)
        logins.formUnion(statement.madeLogins)
        cleanedRoles.formUnion(statement.cleanedRoles)
        if let alter = statement.alterTable, alter.commands.contains(where: { $0.kind == "AT_ValidateConstraint" }) {
            validated.insert(alter.relation)
        }
        // Two branches of a block are not taken both.
        guard inTransaction, !statement.isConditional else { return }
        for table in exclusivelyLocked(by: statement) where !heldLocks.contains(where: { $0.table == table }) {
            heldLocks.append(HeldLock(table: table, statement: statement))
        }
    }

    /// The tables others may use, until this statement locks them.
    func exclusivelyLocked(by statement: LintedStatement) -> [RelationName] {
        statement.exclusivelyLocked.filter { isInUse($0) && !isUndone($0) }
    }
}
