public import PostgresDriver

extension AccessPlan {
    /// The plan as a migration: `up`, its inverse as `down`, and what proves it as `verify`.
    ///
    /// It runs in every database of a server: roles that are there are taken as they are wanted, and `down` leaves those
    /// alone that another database uses.
    /// - Parameter title: what it is about, for the file's first line.
    /// - Throws: `.invalidStatement` when a declared name cannot be a name.
    public func migration(title: String) throws(DatabaseError) -> String {
        let planned = try PlannedMigration(self)
        let head =
            [
                "-- \(title)", "--",
                "-- Written by dal access plan from access.yaml, for the owner of the database, who needs CREATEROLE.",
            ] + lintIgnores.map { "-- lint-ignore-file \($0)" } + [""]
        let sections = ["up", "down", "verify"].map { name in
            ["-- migrate:\(name)", ""]
                + PlannedMigration.Part.allCases.filter { $0.section == name }.flatMap { planned.lines[$0] ?? [] } + [
                    ""
                ]
        }
        return (head + sections.joined()).joined(separator: "\n")
    }

    /// What the linter would object to and is meant: rules with reasons. One that nothing needs would itself be a
    /// finding.
    private var lintIgnores: [String] {
        let up = steps.filter { !$0.namesDatabase }.map(\.statement)
        let toPublic = up.filter { $0.hasSuffix(" TO PUBLIC") }
        let isGrant = { (text: String) in text.hasPrefix("GRANT ") || text.hasPrefix("ALTER DEFAULT PRIVILEGES ") }
        return toPublic.contains(where: isGrant) ? ["grant-to-public access.yaml declares it"] : []
    }
}
