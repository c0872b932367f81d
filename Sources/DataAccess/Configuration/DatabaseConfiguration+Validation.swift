import PostgresDriver

extension DatabaseConfiguration {
    /// Whether a connection must be encrypted. A Unix socket never is: it does not leave the machine.
    var demandsEncryption: Bool {
        if case .unixSocket = endpoint { return false }
        return tls != .disabled
    }

    /// Checks that the configuration does not contradict itself.
    ///
    /// - Throws: ``ConfigurationProblems`` with everything that is wrong.
    public func validate() throws(ConfigurationProblems) {
        let problems =
            logins.flatMap { pool, login in sizeProblems(pool, login) } + sharedLoginProblems() + laneProblems()
        guard problems.isEmpty else { throw ConfigurationProblems(problems) }
    }

    private func sizeProblems(_ pool: PoolName, _ login: PoolConfiguration) -> [ConfigurationProblems.Problem] {
        guard login.maximum < 1 else { return [] }
        return [
            .init(
                key: ConfigurationKey.poolSize(pool).name, problem: "a pool needs room for a connection",
                remedy: "Write 1 or more.")
        ]
    }

    private func laneProblems() -> [ConfigurationProblems.Problem] {
        guard let lane else { return [] }
        let key = ConfigurationKey.laneSize.name
        guard pooler == .none else {
            return [
                .init(
                    key: key,
                    problem: "a lane has several requests under way on one connection, which a pooler does not allow",
                    remedy: "Write 0, or connect past the pooler.")
            ]
        }
        guard lane.connections < 1 || lane.inFlight < 1 else { return [] }
        return [
            .init(key: key, problem: "a lane needs a connection and room for a request", remedy: "Write 1 or more.")
        ]
    }

    private func sharedLoginProblems() -> [ConfigurationProblems.Problem] {
        let pools = Dictionary(grouping: logins) { $0.login.user }
        return pools.filter { $0.value.count > 1 && !$0.key.isEmpty }.sorted { $0.key < $1.key }.map { user, logins in
            let names = logins.map { ConfigurationKey.user($0.pool).name }
            return .init(
                key: names.joined(separator: ", "), problem: "these pools have one login, \(user)",
                remedy: "Give every pool a login of its own: the login is what limits it.")
        }
    }
}
