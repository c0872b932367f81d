import PostgresCatalog
import PostgresDriver

/// One object's list of privileges against what is declared.
struct ObjectGrants {
    private enum Verdict {
        case kept
        case keptWithoutOption
        case revoked(String)
        /// To be held, but from the owner: who granted it may not grant any more.
        case grantedAnew(String)
    }

    private let object: any CatalogObject
    private let subject: AccessSubject
    private let reference: ObjectReference
    private let isMade: Bool
    private let verdicts: [(grant: Grant, verdict: Verdict)]

    init(_ object: any CatalogObject, _ subject: AccessSubject, isMade: Bool) throws(DatabaseError) {
        self.object = object
        self.subject = subject
        reference = try ObjectReference(object)
        self.isMade = isMade
        verdicts = object.grants.map { ($0, Self.verdict($0, object, subject)) }
    }

    func changes() throws(DatabaseError) -> [GrantChange] {
        var changes: [GrantChange] = []
        for (holder, entries) in byHolder(where: { if case .kept = $0 { false } else { true } }) {
            for (reason, grants) in Dictionary(grouping: entries, by: { Self.reason($0.verdict) }) {
                let action: GrantChange.Action = reason == Self.withoutOption ? .revokeOption : .revoke
                changes.append(try change(action, holder, grants.map(\.grant), reason))
            }
        }
        changes.sort { ($0.key.grantee.name, $0.key.why) < ($1.key.grantee.name, $1.key.why) }
        for (grantee, wanted, why) in required() {
            if let change = try addition(wanted, to: grantee, why) { changes.append(change) }
        }
        return changes
    }

    // MARK: What goes

    private static let withoutOption = "nobody but the owner grants on"

    private static func verdict(_ grant: Grant, _ object: any CatalogObject, _ subject: AccessSubject) -> Verdict {
        let policy = subject.policy
        switch grant.grantee {
        case .role(object.owner):
            let surplus = policy.administratorSurplus([grant], on: object) ?? []
            return surplus.isEmpty ? .kept : .revoked("\(object.owner) is declared to do less with this table")
        case .everyone:
            guard Expectation(ofEveryoneOn: object, in: policy).allows(grant) else {
                return .revoked("PUBLIC, every role there is, keeps what is declared alone")
            }
        case .role(let name) where name == policy.administrator || subject.isSuperuser(name): break
        case .role(let name) where subject.isExtensionsOwnGrant(to: name, on: object): return .kept
        case .role(let name) where policy.login(name) != nil:
            return .revoked("a login holds no grant itself; its group does")
        case .role(let name) where policy.group(name) != nil:
            guard Expectation.of(role: name, on: object, in: policy).allows(grant) else {
                return .revoked("not declared for \(name)")
            }
            if grant.isGrantable, keepsOption(grant.grantor, object, subject) { return .keptWithoutOption }
        case .role(let name):
            if let database = object as? CatalogDatabase, !database.isCurrent { return .kept }
            return .revoked("\(name) is not declared")
        }
        guard keepsOption(grant.grantor, object, subject) else {
            return .grantedAnew("granted by \(grant.grantor ?? ""), which may not grant; the owner does")
        }
        return .kept
    }

    /// Whether a grantor may grant on: the owner, the administrator and superusers may.
    private static func keepsOption(_ grantor: String?, _ object: any CatalogObject, _ subject: AccessSubject) -> Bool {
        guard let grantor else { return true }
        if let database = object as? CatalogDatabase, !database.isCurrent,
            !subject.subjectRoles.contains(grantor)
        {
            return true
        }
        return grantor == subject.policy.administrator || subject.isSuperuser(grantor)
    }

    private static func reason(_ verdict: Verdict) -> String {
        switch verdict {
        case .kept: ""
        case .keptWithoutOption: withoutOption
        case .revoked(let reason), .grantedAnew(let reason): reason
        }
    }

    // MARK: What comes

    private func required() -> [(Grantee, Expectation, String)] {
        let groups = subject.policy.groups.map { group in
            (
                Grantee.role(group.name), Expectation(of: group, on: object, in: subject.policy),
                "declared for \(group.name)"
            )
        }
        let everyone = Expectation(of: subject.policy.everyone, on: object, in: subject.policy)
        return groups + [(.everyone, everyone, "declared for PUBLIC")]
    }

    private func addition(
        _ wanted: Expectation, to grantee: Grantee, _ why: String
    ) throws(DatabaseError) -> GrantChange? {
        var held: Set<Grant> = [], missing: [Grant] = []
        for (grant, verdict) in verdicts where grant.grantee == grantee {
            switch verdict {
            case .kept, .keptWithoutOption: held.insert(Grant(grant.privilege, to: grantee, column: grant.column))
            case .grantedAnew: missing.append(Grant(grant.privilege, to: grantee, column: grant.column))
            case .revoked: break
            }
        }
        missing += wanted.required.map { Grant($0, to: grantee) }
        missing += wanted.columns.flatMap { privilege, columns in
            columns.map { Grant(privilege, to: grantee, column: $0) }
        }
        let lacking = Set(missing).subtracting(held)
        return lacking.isEmpty ? nil : try change(.grant, Holder(grantee: grantee, grantor: nil), Array(lacking), why)
    }

    // MARK: Statements

    private struct Holder: Hashable {
        let grantee: Grantee
        let grantor: String?
        var isGrantable = false
    }

    private func byHolder(where isMeant: (Verdict) -> Bool) -> [Holder: [(grant: Grant, verdict: Verdict)]] {
        Dictionary(grouping: verdicts.filter { isMeant($0.verdict) }) {
            Holder(grantee: $0.grant.grantee, grantor: $0.grant.grantor, isGrantable: $0.grant.isGrantable)
        }
    }

    private func change(
        _ action: GrantChange.Action, _ holder: Holder, _ grants: [Grant], _ why: String
    ) throws(DatabaseError) -> GrantChange {
        let whole = Set(grants.filter { $0.column == nil }.map(\.privilege))
        let parts = Dictionary(grouping: grants.filter { $0.column != nil }, by: \.privilege)
        // A statement about the whole table takes the columns' grants along, those of the same grantor.
        let alongside = verdicts.filter { entry in
            guard case .kept = entry.verdict else { return false }
            return entry.grant.column != nil && whole.contains(entry.grant.privilege)
                && entry.grant.grantee == holder.grantee && entry.grant.grantor == holder.grantor
        }
        let restored = try Self.columns(Dictionary(grouping: alongside.map(\.grant), by: \.privilege))
        let key = GrantChange.Key(
            action: action, keyword: reference.keyword,
            privileges: Privilege.allCases.filter(whole.contains).map(\.rawValue) + (try Self.columns(parts)),
            grantee: holder.grantee, isGrantable: holder.isGrantable, owner: object.owner, grantor: holder.grantor,
            depth: depth(holder.grantor), why: why,
            isGranteeNew: subject.subjectRoles.contains(holder.grantee.name)
                && subject.catalog.role(holder.grantee.name) == nil,
            isMade: isMade)
        return GrantChange(
            key: key, object: reference, isCurrentDatabase: (object as? CatalogDatabase)?.isCurrent ?? false,
            columns: action == .revokeOption ? [] : restored)
    }

    private static func columns(_ grants: [Privilege: [Grant]]) throws(DatabaseError) -> [String] {
        var texts: [String] = []
        for (privilege, grants) in grants.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            var names: [String] = []
            for column in grants.compactMap(\.column).sorted() { names.append(try SQLText.name(column)) }
            texts.append("\(privilege.rawValue) (\(names.joined(separator: ", ")))")
        }
        return texts
    }

    /// How far a grantor is from the owner.
    private func depth(_ grantor: String?) -> Int {
        var depth = 0, next = grantor
        var seen: Set<String> = []
        while let name = next, seen.insert(name).inserted {
            depth += 1
            next = object.grants.first { $0.grantee == .role(name) && $0.isGrantable }?.grantor
        }
        return depth
    }
}
