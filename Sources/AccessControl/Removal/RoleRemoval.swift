public import PostgresDriver

/// Takes roles away completely, in every database of the server, and proves it.
///
/// First they can log in no more, then their sessions end, then what they hold is undone database by database, and last
/// they are dropped. What they wrote stays. An administrator without superuser becomes a member of them for single
/// transactions, which take that back or fail as a whole.
public struct RoleRemoval: Sendable {
    let roles: [String]
    let administrator: ConnectionConfiguration
    /// Who gets what the roles own; nil refuses roles that own something.
    let heir: String?
    let sessionsMayTake: Duration

    /// - Parameters:
    ///   - roles: the groups and logins to take away.
    ///   - administrator: how to connect as who does it, to one of the databases concerned; others are connected to in
    ///     the same way.
    ///   - reassignTo: who gets what the roles own; nil refuses when they own something.
    ///   - sessionsMayTake: how long ended sessions may take to be gone.
    public init(
        of roles: [String], administrator: ConnectionConfiguration, reassignTo: String? = nil,
        sessionsMayTake: Duration = .seconds(10)
    ) {
        self.roles = roles
        self.administrator = administrator
        self.heir = reassignTo
        self.sessionsMayTake = sessionsMayTake
    }

    /// Takes them away. Safe to repeat: what is gone already is no error, and what was left half-way is finished.
    /// - Parameters:
    ///   - logins: how to connect as each of them that is a login, to see it refused.
    ///   - watch: is told what is done.
    /// - Throws: ``AccessChangeError``: `refused` before anything was done, `incomplete` after; `DatabaseError`.
    public func remove(
        logins: [String: ConnectionConfiguration] = [:], watch: (String) -> Void = { _ in }
    ) async throws -> RemovalReport {
        let survey = try await survey()
        try requireFree(survey)
        let numbers = try await numbers()
        var ended = 0
        if !survey.roles.isEmpty {
            do {
                ended = try await close(survey, watch)
                for database in survey.databases.reversed() {
                    watch("undoing what they hold in \(database)")
                    try await clear(survey.roles, in: database, drops: database == survey.databases[0])
                }
            } catch {
                throw incomplete(error)
            }
        }
        let left = try await rowsLeft(numbers, survey.databases)
        guard left.values.allSatisfy({ $0 == 0 }) else {
            throw AccessChangeError(.incomplete, "something of the roles is left: \(left.filter { $0.value > 0 })")
        }
        return RemovalReport(
            survey: survey, sessionsEnded: ended, rowsLeft: left, refusedLogins: try await refused(logins))
    }

    private func requireFree(_ survey: RemovalSurvey) throws {
        guard survey.obstacles.isEmpty else {
            throw AccessChangeError(
                .refused, "what stands against it:\n" + survey.obstacles.joined(separator: "\n"),
                advice: "Nothing was done. Settle that first, then try again.")
        }
        guard survey.owned.isEmpty || heir != nil else {
            throw AccessChangeError(
                .refused, "the roles own objects:\n" + survey.owned.joined(separator: "\n"),
                advice: "Nothing was done. Say who gets them: --reassign-to, or drop them yourself.")
        }
    }

    private func incomplete(_ error: any Error) -> AccessChangeError {
        let said = error as? AccessChangeError
        return AccessChangeError(
            .incomplete,
            "the roles are not gone, and may still be able to log in: \(said?.problem ?? "see below")",
            advice: said?.advice ?? "Run it again: it goes on where it stopped.",
            underlying: said?.underlying ?? error as? DatabaseError)
    }
}
