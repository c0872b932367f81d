extension ConnectionConfiguration {
    /// Variables that libpq sends to the server as settings, whatever the connection's parameters say.
    private static let alwaysObeyed = ["PGDATESTYLE", "PGTZ", "PGGEQO"]

    /// Refuses variables that libpq would obey against this configuration, because they stand in for a parameter that
    /// it is not given: another server, a password in place of a missing one, other settings.
    ///
    /// - Parameter given: The names of the parameters that libpq gets a value for.
    static func refuseEnvironment(
        _ environment: [String: String], given: Set<String>
    ) throws(DatabaseError) {
        let open = LibpqOptions.variables.filter { !given.contains($0.key) }.values.compactMap(\.self)
        let dangerous = Set(open + alwaysObeyed).sorted()
        guard let name = dangerous.first(where: { environment[$0]?.isEmpty == false }) else { return }
        throw DatabaseError(
            .configuration, detail: "\(name) is set in the environment and would override this connection; unset it")
    }
}
