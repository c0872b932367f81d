import StatementAnalysis

extension StatementImpact {
    mutating func readAlterTable(_ statement: LintedStatement) {
        guard let alter = statement.alterTable, let mode = alter.commands.map(\.lockMode).max() else { return }
        let table = statement.tree["relation"]
        lock(alter.relation, mode, Set(alter.commands.flatMap { $0.reach(of: table ?? $0.node) }))
        if statement.tree.text("objtype") == "OBJECT_TYPE" {
            doesNotKnow("tables of the type are not looked up")
        }
        for command in alter.commands { read(command) }
    }

    private mutating func read(_ command: AlterTable.Command) {
        let table = command.table
        switch command.kind {
        case "AT_AddColumn": readColumn(command)
        case "AT_AddConstraint": readConstraint(command)
        case "AT_AlterColumnType": readTypeChange(command)
        case "AT_SetNotNull":
            add(
                .scan, of: table, "every row is searched for NULL in \(command.name)",
                unless: .provenNotNull(column: command.name))
        case "AT_ValidateConstraint":
            add(.scan, of: table, "constraint \(command.name) is checked", unless: .other("it is valid already"))
        case "AT_DropConstraint":
            lock(table, command.lockMode, [.foreignKeys(.named(command.name))])
            if command.cascades { lock(table, command.lockMode, [.foreignKeys(.pointingToIt)]) }
        case "AT_DropColumn":
            lock(table, command.lockMode, [.foreignKeys(.withColumn(command.name))])
            if command.cascades { doesNotKnow(Self.cascade) }
        case "AT_SetTableSpace", "AT_SetLogged", "AT_SetUnLogged", "AT_SetAccessMethod":
            add(.rewrite, of: table, "its storage changes", unless: .other("it is stored so already"))
        case "AT_AttachPartition", "AT_DetachPartition", "AT_DetachPartitionFinalize": readPartition(command)
        case "AT_AddInherit", "AT_DropInherit":
            guard let parent = command.definition else { return }
            lock(RelationName(parent), command.kind == "AT_AddInherit" ? .shareUpdateExclusive : .accessShare)
        default: break
        }
    }

    /// Functions common as defaults that give every row something else.
    private static let volatile: Set<String> = [
        "clock_timestamp", "gen_random_uuid", "nextval", "random", "timeofday", "uuid_generate_v1", "uuid_generate_v4",
    ]

    private mutating func readColumn(_ command: AlterTable.Command) {
        guard let column = command.definition else { return }
        let table = command.table
        if let cause = AddColumnRewrite.cause(column) {
            let call = AddColumnRewrite.perhapsVolatile(in: column)
            let isCertain = call.map { Self.volatile.contains($0) } ?? true
            add(
                .rewrite, of: table, "\(call.map { "the default \($0)(…)" } ?? cause) is worked out for every row",
                unless: isCertain ? nil : .other("it is not volatile"))
        }
        if !TypeName.isBuiltIn(column.typeName) {
            add(
                .rewrite, of: table, "\(command.name) has a type of the database's own",
                unless: .other("the type is no domain with a constraint"))
        }
        if column.constraint("CONSTR_CHECK") != nil { add(.scan, of: table, "the new column's CHECK is checked") }
        if column.constraint("CONSTR_NOTNULL") != nil, column.constraint("CONSTR_DEFAULT") == nil {
            add(.scan, of: table, "\(command.name) must not be NULL in any row")
        }
        for kind in ["CONSTR_UNIQUE", "CONSTR_PRIMARY"] where column.constraint(kind) != nil {
            add(.indexBuild, of: table, "the new column's index is built")
        }
        for key in column.list("constraints") where key.text("contype") == "CONSTR_FOREIGN" {
            lock(RelationName(in: key, "pktable"), .shareRowExclusive)
            if column.constraint("CONSTR_DEFAULT") != nil { add(.scan, of: table, "the new foreign key is checked") }
        }
    }

    private mutating func readConstraint(_ command: AlterTable.Command) {
        guard let constraint = command.definition else { return }
        let table = command.table
        let name = constraint.text("conname").map { " \($0)" } ?? ""
        switch command.constraintKind {
        case "CONSTR_FOREIGN":
            lock(RelationName(in: constraint, "pktable"), .shareRowExclusive)
            if !constraint.isTrue("skip_validation") { add(.scan, of: table, "foreign key\(name) is checked") }
        case "CONSTR_CHECK" where !constraint.isTrue("skip_validation"):
            add(.scan, of: table, "CHECK\(name) is checked")
        case "CONSTR_UNIQUE", "CONSTR_PRIMARY", "CONSTR_EXCLUSION":
            if constraint.text("indexname") == nil {
                add(.indexBuild, of: table, "the index of constraint\(name) is built")
            }
            guard command.constraintKind == "CONSTR_PRIMARY" else { return }
            for column in constraint.texts("keys") {
                add(
                    .scan, of: table, "every row is searched for NULL in \(column)",
                    unless: .provenNotNull(column: column))
            }
        default: break
        }
    }

    private mutating func readTypeChange(_ command: AlterTable.Command) {
        guard let definition = command.definition else { return }
        let reason = "\(command.name) gets another type"
        lock(command.table, command.lockMode, [.foreignKeys(.withColumn(command.name))])
        add(
            .rewrite, of: command.table, reason,
            unless: definition["raw_default"] != nil
                ? nil : .coercible(column: command.name, to: TypeName(definition)))
    }

    private mutating func readPartition(_ command: AlterTable.Command) {
        guard let name = command.definition?["name"] else { return }
        let partition = RelationName(name)
        switch command.kind {
        case "AT_AttachPartition":
            lock(partition, .accessExclusive, [.children])
            lock(command.table, command.lockMode, [.defaultPartition])
            add(
                .scan, of: partition, "its rows are compared with the partition's bounds",
                unless: .other("a valid CHECK says the same"))
        case "AT_DetachPartition":
            lock(partition, .accessExclusive)
            lock(command.table, command.lockMode, [.defaultPartition])
        default: lock(partition, .accessExclusive)
        }
    }
}
