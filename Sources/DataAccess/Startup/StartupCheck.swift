import PostgresCatalog
import PostgresDriver

/// Whether the application may serve, from what each login's first session showed and nothing else.
struct StartupCheck: Sendable {
    /// One pool: the login configured for it, and its first session or why there was none.
    struct Pool: Sendable {
        var name: PoolName
        var user: String
        var session: Result<LoginSession, DatabaseError>
    }

    /// In the order in which their problems are told.
    var pools: [Pool]
    /// Whether the configuration demands TLS and the way to the server can have it.
    var demandsEncryption: Bool

    /// Everything wrong, each with what to do. A bad admin login is none: nothing is served through it.
    var problems: [String] {
        pools.filter { $0.name != .admin }.flatMap(problems) + sharedUsers
    }

    private func problems(of pool: Pool) -> [String] {
        switch pool.session {
        case .failure(let error): return ["\(pool.name): \(error)"]
        case .success(let session):
            let proof = session.login.map { LoginProof(of: $0, logins: purposes(besides: pool)) }
            return [wrongUser(pool, session), plainText(pool, session)].compactMap(\.self)
                + (proof?.findings ?? []).map { "\(pool.name): \($0)" }
        }
    }

    private func wrongUser(_ pool: Pool, _ session: LoginSession) -> String? {
        guard session.user != pool.user else { return nil }
        return "\(pool.name): the login \(pool.user) works as \(session.user): "
            + "ALTER ROLE \(pool.user) RESET role, or look at what the pooler signs in as"
    }

    private func plainText(_ pool: Pool, _ session: LoginSession) -> String? {
        guard demandsEncryption, !session.isEncrypted else { return nil }
        return "\(pool.name): the connection is not encrypted: switch TLS on in the server, "
            + "or write DB_SSL_ENABLED=false where the way to it is safe"
    }

    private func purposes(besides pool: Pool) -> [String: String] {
        pools.reduce(into: [:]) { purposes, other in
            if other.name != pool.name { purposes[other.user] = "the \(other.name) pool" }
        }
    }

    /// Logins of different names can still be one user to the server, for instance behind a pooler.
    private var sharedUsers: [String] {
        let sessions = pools.compactMap { pool in (try? pool.session.get()).map { (pool.name, $0.user) } }
        return Dictionary(grouping: sessions, by: \.1).filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
            .map { user, pools in
                let names = pools.map(\.0.rawValue).joined(separator: " and ")
                return "\(names): the server knows both as \(user): give every pool a login of its own"
            }
    }
}
