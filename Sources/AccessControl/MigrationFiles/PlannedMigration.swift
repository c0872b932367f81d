import PostgresDriver

/// A plan as a migration: what its parts say, ready to stand in a file of their own or between hand-written statements.
///
/// It runs in every database of a server. Roles belong to the whole server, so `up` takes those that it finds only as
/// they are wanted, and `down` leaves those alone that another database still uses.
struct PlannedMigration {
    /// A part of the file.
    enum Part: CaseIterable, Hashable {
        case roles, grants, rolesInUse, grantsBack, rolesBack, proofs

        /// The file's section that it stands in.
        var section: String {
            switch self {
            case .roles, .grants: "up"
            case .rolesInUse, .grantsBack, .rolesBack: "down"
            case .proofs: "verify"
            }
        }

        /// Its name in the file.
        var title: String {
            switch self {
            case .roles, .rolesBack: "roles"
            case .grants, .grantsBack: "grants"
            case .rolesInUse: "roles in use"
            case .proofs: "proofs"
            }
        }
    }

    /// The lines of each part.
    let lines: [Part: [String]]

    /// - Throws: `.invalidStatement` when a declared name cannot be a name.
    init(_ plan: AccessPlan) throws(DatabaseError) {
        let made = Set(plan.steps.compactMap { $0.change?.kind == .making ? $0.change?.role.name : nil })
        let first = plan.steps.prefix { $0.change != nil }
        let rest = plan.steps.dropFirst(first.count)
        let undoing = try RoleUndoing(steps: Array(first), made: made, plan.database)
        var grants: [String] = [], grantsBack: [String] = [], why = ""
        for step in rest {
            if step.why != why { grants.append("-- \(step.why)") }
            why = step.why
            grants.append(try Self.line(step.statement, step, plan.database))
        }
        // What the administrator gave up last it has again first: the steps before it needed that.
        for step in rest.reversed() {
            for statement in step.inverse { grantsBack.append(try Self.line(statement, step, plan.database)) }
        }
        lines = [
            .roles: try Self.roles(Array(first), plan.database), .grants: grants, .rolesInUse: try undoing.inUse,
            .grantsBack: grantsBack, .rolesBack: undoing.lines,
            .proofs: RoleProofs(steps: Array(first)).lines
                + plan.steps.compactMap(\.check).map { SQLText.wrapped($0 + ";") },
        ]
    }

    private static func roles(_ steps: [AccessPlan.Step], _ database: String) throws(DatabaseError) -> [String] {
        let making = RoleMaking(steps: steps)
        var lines = making.lines
        for step in making.altering { lines += ["-- \(step.why)", try line(step.statement, step, database)] }
        return lines + making.settingLines
    }

    private static func line(
        _ statement: String, _ step: AccessPlan.Step, _ database: String
    ) throws(DatabaseError) -> String {
        guard step.namesDatabase else { return SQLText.wrapped(statement + ";") }
        let text = try step.text(of: statement, database)
        return SQLText.block(["BEGIN", "  EXECUTE \(text);", "END"]).joined(separator: "\n")
    }
}

extension AccessPlan.Step {
    /// A statement as an expression: a migration runs in databases of any name.
    func text(of statement: String, _ database: String) throws(DatabaseError) -> String {
        guard namesDatabase else { return SQLText.literal(statement) }
        let named = " DATABASE \(try SQLText.name(database))"
        let format = statement.replacing("%", with: "%%").replacing(named, with: " DATABASE %I")
        return "format(\(SQLText.literal(format)), current_database())"
    }
}
