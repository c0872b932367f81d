import PostgresCatalog
import PostgresDriver

/// Every object's list of privileges, brought to what is declared: what is too much goes first, then comes what lacks.
struct GrantChanges {
    let subject: AccessSubject
    /// The objects that go again on the way back, by their labels.
    let made: Set<String>

    func add(to draft: inout PlanDraft) throws(DatabaseError) {
        var changes: [GrantChange] = []
        for object in subject.catalog.objects {
            changes += try ObjectGrants(object, subject, isMade: made.contains(object.label)).changes()
        }
        let groups = Dictionary(grouping: changes, by: \.key)
        var order: [GrantChange.Key] = []
        var seen: Set<GrantChange.Key> = []
        for change in changes where seen.insert(change.key).inserted { order.append(change.key) }
        let sorted = order.enumerated().sorted { first, second in
            (rank(first.element), first.offset) < (rank(second.element), second.offset)
        }
        for key in sorted.map(\.element) {
            let steps = try GrantChange.steps(key, groups[key] ?? [])
            let way = key.grantor.map { draft.powers.way(asGrantor: $0) } ?? draft.powers.way(asOwner: key.owner)
            try draft.add(steps, as: key.grantor ?? key.owner, way)
        }
    }

    /// Revokes first, those that hang on others' grant options before these.
    private func rank(_ key: GrantChange.Key) -> Int {
        key.action == .grant ? 1_000 : -key.depth
    }
}
