import PostgresDriver
import TestSupport
import Testing

/// One of the exam's clients: it has a connection as a pool would hand it out, and takes another when that is lost.
struct ExamWorker {
    private let network: ExamNetwork
    private var generator: SeededGenerator
    private var connection: PostgresConnection?
    private(set) var ledger = ExamLedger()

    init(_ network: ExamNetwork, _ generator: SeededGenerator) {
        self.network = network
        self.generator = generator
    }

    /// Does one piece of work, or fails to connect.
    mutating func step() async throws {
        guard let connection = try await openConnection() else { return }
        let operation = ExamOperation(using: &generator)
        let attempt = Attempt { try await operation.run(on: connection) }
        let disturbance = Attempt { [network] in
            try await Self.disturb(attempt, on: connection, operation.disturbance, network)
        }
        do {
            note(operation, try await attempt.value(), "answered")
        } catch let error as DatabaseError {
            check(error, operation, connection)
            note(operation, ExamLedger.Verdict(error.outcome), "\(error)")
        }
        disturbance.cancel()
        _ = try await disturbance.result()
        try await handOn(connection)
    }

    mutating func end() async {
        await connection?.close()
    }

    private mutating func openConnection() async throws -> PostgresConnection? {
        if let connection, connection.isOpen { return connection }
        do {
            connection = try await network.connect(using: &generator)
        } catch {
            // To the server half a message with a password is a wrong password.
            #expect([.connectionFailed, .authenticationFailed, .timedOut].contains(error.code), "\(error)")
            #expect(error.outcome == .notApplied)
            connection = nil
        }
        return connection
    }

    private static func disturb(
        _ attempt: Attempt<ExamLedger.Verdict>, on connection: PostgresConnection,
        _ disturbance: ExamOperation.Disturbance, _ network: ExamNetwork
    ) async throws {
        let backend = connection.backendPID
        try await Task.sleep(for: disturbance.after)
        switch disturbance.kind {
        case .cancel: attempt.cancel()
        case .close: await connection.close()
        case .terminate:
            try await network.terminate(backend)
            // Where the network has stalled the caller never hears of it.
            _ = try await holds(within: .seconds(1)) { attempt.hasEnded }
            attempt.cancel()
        }
    }

    private func check(_ error: DatabaseError, _ operation: ExamOperation, _ connection: PostgresConnection) {
        switch error.code {
        case .connectionLost, .commitOutcomeUnknown, .closed: #expect(!connection.isOpen, "\(error)")
        case .cancelled: break
        default: Issue.record("\(operation.kind.rawValue): \(error)")
        }
    }

    private mutating func note(_ operation: ExamOperation, _ verdict: ExamLedger.Verdict, _ how: String) {
        ledger.note(.init(markers: operation.markers, verdict: verdict, work: "\(operation.kind.rawValue), \(how)"))
    }

    /// What a pool would do before the next caller: a transaction that was left open is rolled back. Anything else
    /// that is left over would be a fault.
    private func handOn(_ connection: PostgresConnection) async throws {
        guard connection.isOpen else { return }
        let status = connection.transactionStatus
        #expect(status != .active, "a connection was handed on in mid-statement")
        guard status != .idle, connection.isOpen else { return }
        let attempt = Attempt { try await connection.query("ROLLBACK").commandTag }
        guard try await holds(within: .seconds(1), { attempt.hasEnded }) else { return await connection.close() }
        guard case .success(let tag) = try await attempt.result() else { return #expect(!connection.isOpen) }
        #expect(tag == "ROLLBACK" && (connection.transactionStatus == .idle || !connection.isOpen))
    }
}
