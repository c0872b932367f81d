/// A new migration's file before anybody has written a statement into it.
struct MigrationTemplate {
    /// The path that the runner would accept, `031_name.sql`.
    let fileName: String
    /// The number its name begins with.
    let version: Int

    /// A template.
    /// - Parameters:
    ///   - name: what stands behind the number.
    ///   - number: the number, or nil for the one after the highest.
    ///   - taken: the names in the folder; those of no migrations do not count.
    init(name: String, number: Int?, taken: [String]) throws(MigrationError) {
        let versions = taken.compactMap { other in (try? MigrationFileName(other)).map { (other, $0.version) } }
        version = number ?? (versions.map(\.1).max() ?? 0) + 1
        let digits = String(version)
        fileName = String(repeating: "0", count: max(0, 3 - digits.count)) + "\(digits)_\(name).sql"
        guard try MigrationFileName(fileName).name == name else {
            throw MigrationError(.badName, "not the name of a migration", file: fileName)
        }
        if let (other, _) = versions.first(where: { $0.1 == version }) {
            throw MigrationError(
                .duplicateVersion, "\(other) has the same version, \(version)",
                advice: "Leave the number away to get the next free one.", file: fileName)
        }
    }

    /// The markers, with what belongs below each. Without statements the runner refuses it, so that it is not applied
    /// before it is written.
    static let text = """
        -- Why this change is made.

        -- migrate:up
        -- All of it is one transaction. What cannot run in one (CREATE INDEX CONCURRENTLY) goes into a file of its own
        -- under: -- migrate:up transaction:false

        -- migrate:verify
        -- Queries that return a single true when the change is there:
        -- SELECT to_regclass('public.orders') IS NOT NULL AS orders_exist;

        -- migrate:down
        -- What undoes the up, in the opposite order. If nothing can: -- migrate:irreversible <reason>, without this section.

        """
}
