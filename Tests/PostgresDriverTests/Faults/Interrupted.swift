import PostgresDriver
import TestSupport
import Testing

/// A connection in the middle of an operation.
struct Interrupted: Sendable {
    let operation: InterruptedOperation
    let connection: PostgresConnection
    let attempt: Attempt<Void>
    let footprint: Footprint
    /// The server's process.
    let backend: Int32
    private let observer: PostgresConnection

    /// Starts the operation and waits until the server is in its middle.
    ///
    /// - Parameter observer: Another connection to the same server.
    init(
        _ operation: InterruptedOperation, _ connection: PostgresConnection, observer: PostgresConnection
    ) async throws {
        let attempt = Attempt { try await operation.run(connection) }
        let backend = connection.backendPID
        self.operation = operation
        self.connection = connection
        self.observer = observer
        self.attempt = attempt
        self.backend = backend
        footprint = try #require(Footprint(of: connection))
        let limit = Duration.seconds(60)
        let isThere = try await holds(within: limit) {
            if attempt.hasEnded { try await attempt.value() }
            return try await observer.query(operation.isUnderWay(Int(backend))).count == 1
        }
        guard isThere else { throw Hang(limit: limit) }
    }

    /// Ends the server's side, as an administrator would.
    func terminate() async throws {
        _ = try await observer.query("SELECT pg_terminate_backend(\(Int(backend))::int)")
    }

    /// What must hold of a connection that broke: the caller has heard of it and knows what to believe, the descriptor
    /// is closed, and the connection says that it is closed.
    func expectLost(
        as codes: Set<DatabaseError.Code> = [.connectionLost], outcome: DatabaseError.Outcome = .unknown,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let codes = codes.contains(.connectionLost) ? codes.union([operation.codeWhenLost]) : codes
        func expect(_ holds: Bool, _ what: String) {
            #expect(holds, "\(operation.name): \(what)", sourceLocation: sourceLocation)
        }
        do {
            try await attempt.value()
            expect(false, "it came to an end as if nothing had happened")
        } catch let error as DatabaseError {
            expect(codes.contains(error.code), "\(error)")
            expect(error.outcome == outcome, "the outcome is said to be \(error.outcome.rawValue): \(error)")
        }
        expect(!connection.isOpen && connection.transactionStatus == .unknown, "the connection says it is open")
        expect(footprint.isClosed, "a descriptor is left")
        do {
            _ = try await connection.query("SELECT 1")
            expect(false, "the lost connection still answers")
        } catch {
            expect(error.code == .closed && error.outcome == .notApplied, "\(error)")
        }
    }
}
