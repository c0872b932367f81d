import DataAccessTesting
import PostgresDriver
import TestSupport
import Testing

@Suite("On a network that breaks in the middle of something", .timeLimit(.minutes(2)))
struct BrokenNetworkTests {
    /// How the network breaks.
    struct Break: Sendable, CustomTestStringConvertible {
        let fault: FaultScript.Fault
        let wire: Wire

        var testDescription: String { "\(fault.rawValue), \(wire.rawValue)" }

        static let all = [FaultScript.Fault.close, .reset, .halfClose].flatMap { fault in
            Wire.allCases.map { Break(fault: fault, wire: $0) }
        }
    }

    @Test("the connection is lost and nothing of it is left", arguments: Break.all)
    func cut(by broken: Break) async throws {
        try await inTheMiddleOfEach(over: broken.wire) { proxy, interrupted in
            proxy.follow(toClient: .now(broken.fault))
            try await interrupted.expectLost()
        }
    }

    @Test("a caller who waits in vain can give up, and nothing is left")
    func stalledAndCancelled() async throws {
        try await inTheMiddleOfEach(over: .plain) { proxy, interrupted in
            proxy.follow(.now(.stall))
            interrupted.attempt.cancel()
            try await interrupted.expectLost(
                as: [.cancelled], outcome: interrupted.operation.outcomeWhenAbandoned)
        }
    }

    @Test("closing the connection under a waiting caller wakes it")
    func closedMeanwhile() async throws {
        try await inTheMiddleOfEach(over: .plain) { proxy, interrupted in
            proxy.follow(.now(.stall))
            await interrupted.connection.close()
            try await interrupted.expectLost(as: [.closed, .connectionLost])
        }
    }

    @Test("the server's last words, when they come before the end of the connection, leave the outcome unknown")
    func lastWords() async throws {
        try await inTheMiddleOfEach(over: .plain) { proxy, interrupted in
            proxy.follow(toClient: FaultScript(delay: .init(percent: 100, milliseconds: 100...100)))
            try await interrupted.terminate()
            try await interrupted.expectLost()
        }
    }

    @Test("a stall that passes changes no answer", arguments: Wire.allCases)
    func stalledForAWhile(wire: Wire) async throws {
        try await withTestDatabase { database in
            try await wire.withProxy(to: database) { proxy, configuration in
                try await TestServer.withConnection(to: configuration) { connection in
                    proxy.follow(.now(.stall))
                    let attempt = Attempt {
                        try await connection.query("SELECT \(42)::int8").first?.decode(Int.self, at: 0)
                    }
                    try await until { connection.transactionStatus == .active }
                    proxy.follow(.faithful)
                    #expect(try await attempt.value() == 42)
                    #expect(connection.transactionStatus == .idle)
                }
            }
        }
    }

    @Test("a server that no longer hears the client answers what it has heard")
    func deafServer() async throws {
        try await withTestDatabase { database in
            try await Wire.plain.withProxy(to: database) { proxy, configuration in
                let connection = try await PostgresConnection.connect(to: configuration)
                let attempt = Attempt { try await connection.query("SELECT \(42)::int8, pg_sleep(1)").count }
                let backend = Int(connection.backendPID)
                try await database.withConnection { observer in
                    try await until {
                        let asleep: SQL =
                            "SELECT FROM pg_stat_activity WHERE pid = \(backend)::int AND wait_event = 'PgSleep'"
                        return try await observer.query(asleep).count == 1
                    }
                }
                proxy.follow(toServer: .now(.halfClose))
                #expect(try await attempt.value() == 1)
                try await until { !connection.isOpen }
            }
        }
    }

    /// Brings connections through proxies of their own into the middle of each operation, lets `body` break them, and
    /// checks that nothing is left.
    private func inTheMiddleOfEach(
        over wire: Wire, _ body: @escaping @Sendable (FaultProxy, Interrupted) async throws -> Void
    ) async throws {
        try await withTestDatabase { database in
            try await InterruptedOperation.forEach { operation in
                let footprint = try await wire.withProxy(to: database) { proxy, configuration in
                    try await operation.start(to: configuration, at: database) { interrupted in
                        try await body(proxy, interrupted)
                        // The server sleeps on, and hears of the broken connection only when it wakes.
                        try await interrupted.terminate()
                    }
                }
                // A cancellation that was given up is remembered until its patience is at its end.
                let isGone = try await holds(within: .seconds(15)) { footprint.isGone }
                #expect(isGone, "\(operation.name): the loop still knows the connection")
            }
        }
    }
}
