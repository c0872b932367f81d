import ConnectionPooling
import Logging
public import PostgresDriver
public import ServiceLifecycle
import Synchronization

extension Database: Service {
    /// Connects every role once, records as whom the server knows it, and refuses to serve when that is not safe.
    ///
    /// Refused is a webapp or readonly login that cannot be used; that works as somebody else; that can reach more than
    /// the grants of its groups (SUPERUSER, BYPASSRLS, CREATEROLE, CREATEDB, REPLICATION, one of PostgreSQL's own roles
    /// such as `pg_execute_server_program`, ownership of anything, another login, ADMIN OPTION); two pools that are one
    /// user to the server; a connection without the TLS that is configured.
    ///
    /// ``run()`` does this too when it was not done before. The admin login is not needed to serve: what is wrong with
    /// it shows in ``health()``.
    ///
    /// - Throws: `.configuration` with one message that names everything wrong, each with what to do. Trying again is
    ///   safe.
    public func start() async throws(DatabaseError) {
        let sessions = await firstSessions()
        let check = StartupCheck(pools: sessions, demandsEncryption: configuration.demandsEncryption)
        let problems = check.problems
        guard problems.isEmpty else {
            await monitor.close()
            throw DatabaseError(
                .configuration, detail: "the database cannot be used: " + problems.joined(separator: "; "))
        }
        let users = sessions.compactMap { pool in (try? pool.session.get()).map { ("\(pool.name)", "\($0.user)") } }
        logger.info(
            "database roles proved", metadata: Logger.Metadata(uniqueKeysWithValues: users.map { ($0, .string($1)) }))
        isStarted.store(true, ordering: .relaxed)
    }

    /// Probes every role, and has the logins that serve examined over the probe's connection.
    private func firstSessions() async -> [StartupCheck.Pool] {
        let findings = await monitor.probeAll()
        var sessions: [StartupCheck.Pool] = []
        for (name, login) in configuration.logins {
            let session = await firstSession(of: name, findings[name] ?? .notYet)
            sessions.append(StartupCheck.Pool(name: name, user: login.user, session: session))
        }
        return sessions
    }

    private func firstSession(of name: PoolName, _ finding: ProbeFinding) async -> Result<LoginSession, DatabaseError> {
        switch finding {
        case .notYet: return .failure(DatabaseError(.cancelled, detail: "before the login was probed"))
        case .failed(let error): return .failure(error)
        case .answered(let identity, _):
            guard name != .admin, let probe = probes[name] else {
                return .success(LoginSession(user: identity.user, isEncrypted: true))
            }
            do throws(DatabaseError) {
                return .success(try await probe.examineLogin(timeout: .seconds(5)))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Opens and maintains the pools and watches their health until graceful shutdown has drained them.
    ///
    /// Call it once. Sessions under way at graceful shutdown have `shutdownTimeout` to end; cancelling the task that
    /// runs it closes their connections at once.
    ///
    /// - Throws: As ``start()``.
    public func run() async throws {
        if !isStarted.load(ordering: .relaxed) { try await start() }
        await withTaskGroup { watch in
            watch.addTask { await self.monitor.run() }
            watch.addTask { await self.observation.run(Array(self.pools.values)) }
            watch.addTask { await self.keepLane() }
            await runPools()
            await multiplexer?.close()
            watch.cancelAll()
        }
    }

    private func runPools() async {
        await withDiscardingTaskGroup { group in
            for pool in pools.values { group.addTask { await pool.connections.run() } }
            // Cancellation ends the wait too, and reaches the pools by itself.
            try? await gracefulShutdown()
            for pool in pools.values { pool.connections.shutDown(timeout: configuration.shutdownTimeout) }
        }
    }
}
