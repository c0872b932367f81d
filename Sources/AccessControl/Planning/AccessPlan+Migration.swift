extension AccessPlan {
    /// The plan as a migration: `up`, its exact inverse as `down`, and what proves it as `verify`.
    /// - Parameter title: what it is about, for the file's first line.
    public func migration(title: String) -> String {
        let up = steps.flatMap { step in ["-- \(step.why)", line(step.statement, step)] }
        let down = steps.reversed().flatMap { step in step.inverse.map { line($0, step) } }
        let verify = steps.compactMap(\.check).map { $0 + ";" }
        let head =
            [
                "-- \(title)", "--",
                "-- Written by dal access plan from access.yaml, for the owner of the database, who needs CREATEROLE.",
            ] + lintIgnores.map { "-- lint-ignore-file \($0)" } + [""]
        let sections = [("up", up), ("down", down), ("verify", verify)]
        return (head + sections.flatMap { ["-- migrate:\($0.0)", ""] + $0.1 + [""] }).joined(separator: "\n")
    }

    /// What the linter would object to and is meant: rules with reasons. One that nothing needs would itself be a
    /// finding.
    private var lintIgnores: [String] {
        let up = steps.filter { !$0.namesDatabase }.map(\.statement)
        let powers = ["SUPERUSER", "CREATEROLE", "REPLICATION", "BYPASSRLS"]
        var ignores: [String] = []
        let toPublic = up.filter { $0.hasSuffix(" TO PUBLIC") }
        if toPublic.contains(where: { $0.hasPrefix("GRANT ") || $0.hasPrefix("ALTER DEFAULT PRIVILEGES ") }) {
            ignores.append("grant-to-public access.yaml declares it")
        }
        if inverse.contains(where: { $0.hasPrefix("DROP ROLE ") }) {
            ignores.append("drop-role-owned the way back first revokes what the way forth granted")
        }
        let altered = inverse.filter { $0.hasPrefix("ALTER ROLE ") }.flatMap {
            $0.split(separator: " ").map(String.init)
        }
        if altered.contains(where: powers.contains) {
            ignores.append("role-attributes the way back gives a role the power it had")
        }
        return ignores
    }

    /// A migration runs in databases of any name.
    private func line(_ statement: String, _ step: Step) -> String {
        guard step.namesDatabase, let name = try? SQLText.name(database) else { return statement + ";" }
        let format = statement.replacing("%", with: "%%").replacing("ON DATABASE \(name)", with: "ON DATABASE %I")
        return "DO $$ BEGIN EXECUTE format(\(SQLText.literal(format)), current_database()); END $$;"
    }
}
