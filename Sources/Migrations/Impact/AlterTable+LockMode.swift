import StatementAnalysis

extension AlterTable.Command {
    /// Kinds that lock less than ACCESS EXCLUSIVE, by PostgreSQL 15's `AlterTableGetLockLevel`.
    private static let lighter: [String: LockMode] = [
        "AT_SetStatistics": .shareUpdateExclusive, "AT_ClusterOn": .shareUpdateExclusive,
        "AT_DropCluster": .shareUpdateExclusive, "AT_SetOptions": .shareUpdateExclusive,
        "AT_ResetOptions": .shareUpdateExclusive, "AT_AttachPartition": .shareUpdateExclusive,
        "AT_ValidateConstraint": .shareUpdateExclusive, "AT_DetachPartitionFinalize": .shareUpdateExclusive,
        "AT_EnableTrig": .shareRowExclusive, "AT_EnableAlwaysTrig": .shareRowExclusive,
        "AT_EnableReplicaTrig": .shareRowExclusive, "AT_EnableTrigAll": .shareRowExclusive,
        "AT_EnableTrigUser": .shareRowExclusive, "AT_DisableTrig": .shareRowExclusive,
        "AT_DisableTrigAll": .shareRowExclusive, "AT_DisableTrigUser": .shareRowExclusive,
    ]

    /// Storage parameters that lock ACCESS EXCLUSIVE, by PostgreSQL 15's `reloptions.c`; the others lock
    /// SHARE UPDATE EXCLUSIVE.
    private static let heavyOptions: Set<String> = [
        "user_catalog_table", "security_barrier", "security_invoker", "check_option", "fastupdate",
        "gin_pending_list_limit", "buffering",
    ]

    /// Kinds that leave partitions and heirs alone.
    private static let withoutChildren: Set<String> = [
        "AT_AttachPartition", "AT_DetachPartition", "AT_DetachPartitionFinalize", "AT_ChangeOwner", "AT_SetRelOptions",
        "AT_ResetRelOptions", "AT_EnableRowSecurity", "AT_DisableRowSecurity", "AT_ForceRowSecurity",
        "AT_NoForceRowSecurity", "AT_ReplicaIdentity", "AT_SetLogged", "AT_SetUnLogged", "AT_SetTableSpace",
        "AT_ClusterOn", "AT_DropCluster", "AT_AddInherit", "AT_DropInherit", "AT_SetOptions", "AT_ResetOptions",
    ]

    /// How it locks its table.
    var lockMode: LockMode {
        switch kind {
        case "AT_AddConstraint": constraintKind == "CONSTR_FOREIGN" ? .shareRowExclusive : .accessExclusive
        case "AT_DetachPartition": isConcurrent ? .shareUpdateExclusive : .accessExclusive
        case "AT_SetRelOptions", "AT_ResetRelOptions":
            (definition?.list("items") ?? []).contains { Self.heavyOptions.contains($0.text("defname") ?? "") }
                ? .accessExclusive : .shareUpdateExclusive
        default: Self.lighter[kind] ?? .accessExclusive
        }
    }

    /// What it locks below its table.
    func reach(of table: SyntaxNode) -> Set<RelationLock.Reach> {
        guard table.isTrue("inh"), !Self.withoutChildren.contains(kind) else { return [] }
        if kind.contains("Trig") { return [.partitions(.shareRowExclusive)] }
        switch (kind, constraintKind) {
        case ("AT_AddConstraint", "CONSTR_UNIQUE"), ("AT_AddConstraint", "CONSTR_EXCLUSION"):
            return [.partitions(.share)]
        case ("AT_AddConstraint", "CONSTR_CHECK") where definition?.isTrue("is_no_inherit") == true: return []
        default: return [.children]
        }
    }

    /// DETACH PARTITION … CONCURRENTLY.
    var isConcurrent: Bool { definition?.isTrue("concurrent") == true }
}
