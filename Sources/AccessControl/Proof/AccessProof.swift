import PostgresCatalog
public import PostgresDriver

/// The whole proof: the catalogue against the policy, and the attempts of each login.
public struct AccessProof: Codable, Hashable, Sendable {
    /// The catalogue against the policy.
    public let matrix: AccessMatrix
    /// What each login found when it tried; empty when nobody tried.
    public let probes: [ProbeReport]

    /// Puts a proof together.
    public init(matrix: AccessMatrix, probes: [ProbeReport]) {
        self.matrix = matrix
        self.probes = probes
    }

    /// Every difference, those of the catalogue first.
    public var surprises: [Surprise] {
        matrix.surprises + probes.flatMap(\.surprises)
    }

    /// Whether there is no difference.
    public var holds: Bool { surprises.isEmpty }

    /// Reads the catalogue as the administrator, then tries as each login. Changes nothing; safe to repeat.
    /// - Parameters:
    ///   - policy: what is declared.
    ///   - administrator: how to connect to read the catalogue; any login can read it.
    ///   - logins: how to connect as each login, by name. One that is declared but not here is a surprise.
    ///   - watch: is told how far each login is with trying.
    /// - Throws: what reading the catalogue throws, and what connecting as a login throws, a wrong password for one.
    public static func take(
        of policy: AccessPolicy, administrator: ConnectionConfiguration,
        logins: [String: ConnectionConfiguration], watch: (ProbeProgress) -> Void = { _ in }
    ) async throws(DatabaseError) -> AccessProof {
        let catalog = try await catalog(as: administrator)
        let probe = LiveProbe(policy: policy, catalog: catalog)
        var reports: [ProbeReport] = []
        for login in policy.logins.map(\.name) {
            guard let configuration = logins[login] else {
                reports.append(
                    .untried(
                        login, because: "dal.yaml knows no login for it. dal access verify --catalogue proves the rest")
                )
                continue
            }
            reports.append(try await Self.report(of: probe, as: login, to: configuration, watch))
        }
        return AccessProof(matrix: AccessMatrix(policy: policy, catalog: catalog), probes: reports)
    }

    /// A login that the server does not let in at all, for want of LOGIN or CONNECT, is a finding and not a failure. A
    /// wrong password is a failure: it says nothing about permissions.
    private static func report(
        of probe: LiveProbe, as login: String, to configuration: ConnectionConfiguration,
        _ watch: (ProbeProgress) -> Void
    ) async throws(DatabaseError) -> ProbeReport {
        do throws(DatabaseError) {
            return try await probe.run(as: login, to: configuration, watch: watch)
        } catch {
            guard let state = error.sqlState,
                [.insufficientPrivilege, .invalidAuthorizationSpecification].contains(state)
            else { throw error }
            return .untried(login, because: "the server does not let it in (\(state.rawValue))")
        }
    }
}

extension AccessProof {
    /// The part of the proof that the catalogue alone gives; nobody tries anything. Safe to repeat.
    /// - Parameters:
    ///   - policy: what is declared.
    ///   - administrator: how to connect to read the catalogue; any login can read it.
    /// - Throws: what connecting and reading the catalogue throw.
    public static func read(
        of policy: AccessPolicy, administrator: ConnectionConfiguration
    ) async throws(DatabaseError) -> AccessProof {
        AccessProof(matrix: AccessMatrix(policy: policy, catalog: try await catalog(as: administrator)), probes: [])
    }

    private static func catalog(as administrator: ConnectionConfiguration) async throws(DatabaseError)
        -> CatalogSnapshot
    {
        try await PostgresConnection.withConnection(to: administrator, connectFailure: { $0 }) {
            connection throws(DatabaseError) in
            try await CatalogSnapshot.read(from: connection)
        }
    }
}

extension ProbeReport {
    static func untried(_ login: String, because reason: String) -> ProbeReport {
        let surprise = Surprise(
            kind: .probe, subject: login, detail: "was not tried: \(reason)")
        return ProbeReport(login: login, allowed: 0, refused: 0, surprises: [surprise])
    }
}
