public import PostgresCatalog
public import PostgresDriver

extension AccessPlan {
    /// Compares a policy with a catalogue and says what makes them agree. Nothing is read or written.
    /// - Parameters:
    ///   - policy: what is declared.
    ///   - catalog: what is, as the role that is to run the plan has read it.
    /// - Throws: `.invalidStatement` when a declared name cannot be a name.
    public init(policy: AccessPolicy, catalog: CatalogSnapshot) throws(DatabaseError) {
        try self.init(policy: policy, catalog: catalog, made: [])
    }

    /// - Parameter made: the objects, by their labels, that are made in the same migration. Its way back drops them, and
    ///   so has nothing to undo on them.
    init(policy: AccessPolicy, catalog: CatalogSnapshot, made: Set<String>) throws(DatabaseError) {
        let subject = AccessSubject(policy: policy, catalog: catalog)
        let powers = ActorPowers(of: catalog)
        var roles = PlanDraft(powers: powers)
        try RoleChanges(subject: subject).add(to: &roles)
        try SettingChanges(subject: subject).add(to: &roles)
        try MembershipChanges(subject: subject).add(to: &roles)
        var objects = PlanDraft(powers: powers)
        try MembershipChanges(subject: subject).addByGrantor(to: &objects)
        try GrantChanges(subject: subject, made: made).add(to: &objects)
        try DefaultPrivilegeChanges(subject: subject).add(to: &objects)
        try RowSecurityChanges(subject: subject).add(to: &objects)
        var last = PlanDraft(powers: powers)
        try MembershipChanges(subject: subject).addActorsRemovals(to: &last)
        self.init(
            database: catalog.currentDatabase?.name ?? "", administrator: powers.name,
            steps: try objects.framed(roles.steps) + last.steps,
            obstacles: roles.obstacles + objects.obstacles + last.obstacles,
            notes: Self.notes(subject))
    }

    /// What no step of a plan is about.
    private static func notes(_ subject: AccessSubject) -> [Surprise] {
        let rules: [any (AccessRule & SendableMetatype).Type] = [
            MissingObjectRule.self, OwnershipRule.self, RowSecurityRule.self, ViewRule.self, OwnerRightsRule.self,
            LeakproofRule.self,
            SearchPathRule.self, SessionSettingRule.self, SystemObjectRule.self, OtherDatabaseRule.self,
            AuditTriggerRule.self,
        ]
        let planned = RowSecurityChanges(subject: subject).plannedTables
        return rules.flatMap { $0.surprises(in: subject) }.filter { surprise in
            ![.rowSecurity, .rowPolicy].contains(surprise.kind) || !planned.contains(surprise.subject)
        }
    }
}
