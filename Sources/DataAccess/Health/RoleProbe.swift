import PostgresDriver
import Synchronization

/// Asks the server as one role whether it answers, over a connection of its own.
///
/// It connects again by itself when its connection broke. Without `keepsConnection` every probe connects anew, which
/// proves for a pool that opens at first use that it could.
final class RoleProbe: HealthProbe {
    private let connector: RoleConnector
    private let keepsConnection: Bool
    private let deadline: Duration
    private let kept = Mutex<PostgresConnection?>(nil)

    init(connector: RoleConnector, keepsConnection: Bool, deadline: Duration = .seconds(2)) {
        self.connector = connector
        self.keepsConnection = keepsConnection
        self.deadline = deadline
    }

    /// What the last probe left open; nil without `keepsConnection`, and after a failure.
    var connection: PostgresConnection? { kept.withLock { $0 } }

    /// One probe at a time; ends within the connect timeout and two deadlines.
    func probe() async -> ProbeFinding {
        // A kept connection may have ended with a server that is long back: that alone says nothing.
        if let connection = kept.withLock({ $0 }), let finding = try? await ask(connection) { return finding }
        await close()
        do throws(DatabaseError) {
            let connection = try await connector.open().connection
            kept.withLock { $0 = connection }
            let finding = try await ask(connection)
            if !keepsConnection { await close() }
            return finding
        } catch {
            await close()
            return .failed(error)
        }
    }

    func close() async {
        let connection = kept.withLock { kept in
            defer { kept = nil }
            return kept
        }
        await connection?.close()
    }

    private func ask(_ connection: PostgresConnection) async throws(DatabaseError) -> ProbeFinding {
        let start = ContinuousClock.now
        let identity = try await connection.identity(within: deadline)
        return .answered(identity, latency: ContinuousClock.now - start)
    }
}
