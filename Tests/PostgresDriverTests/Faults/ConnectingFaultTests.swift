import DataAccessTesting
import PostgresDriver
import TestSupport
import Testing

@Suite("Connecting over a network that breaks", .timeLimit(.minutes(5)))
struct ConnectingFaultTests {
    /// More than a login takes in either direction.
    private static let longestLogin = 4_000
    private static let tries = 40

    @Test("fails or succeeds, never hangs, and leaves no connection", arguments: Wire.allCases, try Seed.some())
    func cut(wire: Wire, seed: Seed) async throws {
        try await withTestDatabase { database in
            var generator = seed.generator()
            for _ in 0..<Self.tries {
                let fault = FaultScript.Fault.allCases.randomElement(using: &generator) ?? .reset
                try await wire.withProxy(to: database, seed: Seed(generator.next())) { proxy, configuration in
                    let script = FaultScript(
                        pieces: 1...Int.random(in: 1...500, using: &generator),
                        ending: .init(fault, after: 0...Self.longestLogin))
                    if Bool.random(using: &generator) {
                        proxy.follow(toClient: script)
                    } else {
                        proxy.follow(toServer: script)
                    }
                    try await connectOrFail(configuration)
                    // What the client has closed ends at the proxy as soon as that relays again.
                    proxy.follow(.faithful)
                    #expect(try await holds { proxy.traffic.open == 0 }, "a connection is left")
                }
            }
        }
    }

    private func connectOrFail(_ configuration: ConnectionConfiguration) async throws {
        var configuration = configuration
        configuration.connectTimeout = .milliseconds(500)
        let attempt = Attempt { [configuration] in
            let connection = try await PostgresConnection.connect(to: configuration)
            await connection.close()
        }
        do {
            try await attempt.value()
        } catch let error as DatabaseError {
            #expect(error.outcome == .notApplied, "\(error)")
            // To the server half a message with a password is a wrong password.
            if error.code == .authenticationFailed { return }
            #expect([.connectionFailed, .timedOut].contains(error.code) && error.isRetrySafe, "\(error)")
        }
    }

    @Test("ends at once when the task is cancelled, wherever it is")
    func cancelled() async throws {
        try await withTestDatabase { database in
            for after in stride(from: 0, to: 600, by: 60) {
                try await Wire.plain.withProxy(to: database) { proxy, configuration in
                    proxy.follow(toClient: FaultScript(ending: .init(.stall, after: after...after)))
                    var configuration = configuration
                    configuration.connectTimeout = .seconds(60)
                    let attempt = Attempt { [configuration] in
                        let connection = try await PostgresConnection.connect(to: configuration)
                        await connection.close()
                    }
                    try await until { proxy.traffic.toClient == after || attempt.hasEnded }
                    attempt.cancel()
                    let result = try await attempt.result(within: .seconds(10))
                    if case .failure(let error) = result { #expect((error as? DatabaseError)?.code == .cancelled) }
                    proxy.follow(.faithful)
                    #expect(try await holds { proxy.traffic.open == 0 }, "a connection is left")
                }
            }
        }
    }
}
