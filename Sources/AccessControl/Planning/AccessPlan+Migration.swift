extension AccessPlan {
    /// The plan as a migration: `up`, its exact inverse as `down`, and what proves it as `verify`.
    /// - Parameter title: what it is about, for the file's first line.
    public func migration(title: String) -> String {
        let up = steps.flatMap { step in ["-- \(step.why)", line(step.statement, step)] }
        let down = steps.reversed().flatMap { step in step.inverse.map { line($0, step) } }
        let verify = steps.compactMap(\.check).map { $0 + ";" }
        // An ignore that nothing needs is itself a finding.
        let statements = steps.map(\.statement) + inverse
        let ignores: [(rule: String, reason: String, isNeeded: Bool)] = [
            (
                "grant-to-public", "the way back gives PUBLIC what it had",
                statements.contains { $0.hasPrefix("GRANT ") && $0.hasSuffix(" TO PUBLIC") }
            )
        ]
        let head =
            [
                "-- \(title)", "--",
                "-- Written by dal access plan from access.yaml, for the owner of the database, who needs CREATEROLE.",
            ] + ignores.filter(\.isNeeded).map { "-- lint-ignore-file \($0.rule) \($0.reason)" } + [""]
        let sections = [("up", up), ("down", down), ("verify", verify)]
        return (head + sections.flatMap { ["-- migrate:\($0.0)", ""] + $0.1 + [""] }).joined(separator: "\n")
    }

    /// A migration runs in databases of any name.
    private func line(_ statement: String, _ step: Step) -> String {
        guard step.namesDatabase, let name = try? SQLText.name(database) else { return statement + ";" }
        let format = statement.replacing("%", with: "%%").replacing("ON DATABASE \(name)", with: "ON DATABASE %I")
        return "DO $$ BEGIN EXECUTE format(\(SQLText.literal(format)), current_database()); END $$;"
    }
}
