import DataAccessTesting
import FoundationEssentials
import PostgresDriver
import TestSupport
import Testing

@Suite("A fault proxy", .timeLimit(.minutes(2)))
struct FaultProxyTests {
    @Test("that is faithful relays every byte and counts it")
    func faithful() async throws {
        try await withTestDatabase { database in
            try await Wire.plain.withProxy(to: database) { proxy, configuration in
                try await TestServer.withConnection(to: configuration) { connection in
                    let before = proxy.traffic
                    let text = String(repeating: "x", count: 300_000)
                    let answer = try await connection.query("SELECT \(text)::text")
                    #expect(try answer.first?.decode(String.self, at: 0) == text)
                    #expect(proxy.traffic.toServer > before.toServer + 300_000)
                    #expect(proxy.traffic.toClient > before.toClient + 300_000)
                    #expect(proxy.traffic.open == 1 && proxy.traffic.connections == 1)
                }
                try await until { proxy.traffic.open == 0 }
            }
        }
    }

    @Test("that stalls relays nothing until it is told to, in the direction that was said")
    func stalls() async throws {
        try await withTestDatabase { database in
            try await Wire.plain.withProxy(to: database) { proxy, configuration in
                try await TestServer.withConnection(to: configuration) { connection in
                    proxy.follow(toClient: .now(.stall))
                    let before = proxy.traffic
                    let attempt = Attempt { try await connection.query("SELECT 1").count }
                    try await until { proxy.traffic.toServer > before.toServer }
                    #expect(proxy.traffic.toClient == before.toClient)
                    proxy.follow(.faithful)
                    #expect(try await attempt.value() == 1)
                }
            }
        }
    }

    @Test("whose server is not there resets the client")
    func noServer() async throws {
        let proxy = try FaultProxy(to: .unixSocket("/nonexistent"))
        let configuration = ConnectionConfiguration(
            endpoint: .tcp(host: "127.0.0.1", port: proxy.port), database: "none", user: "nobody", tls: .disabled,
            connectTimeout: .seconds(60))
        let error = await #expect(throws: DatabaseError.self) {
            _ = try await PostgresConnection.connect(to: configuration)
        }
        #expect(error?.code == .connectionFailed)
        proxy.stop()
    }

    @Test("that is stopped leaves no thread and no descriptor behind, whatever it was doing", .ownThreads)
    func leavesNothing() async {
        // In a process of its own: other tests open and close descriptors at the same time.
        await #expect(processExitsWith: .success) {
            let listener = try Listener()
            try await connectAndStop(to: listener)
            let before = ProcessResources.now
            for _ in 0..<20 { try await connectAndStop(to: listener) }
            // A thread that was joined can be listed for a moment more, and a pool of threads may have grown meanwhile:
            // far less than by one for each proxy.
            #expect(try await holds { ProcessResources.now.threads < before.threads + 10 })
            #expect(ProcessResources.now.descriptors == before.descriptors)
        }
    }
}

/// Leaves a connect in the middle, since nobody answers it, and stops the proxy under it.
private func connectAndStop(to listener: Listener) async throws {
    let proxy = try FaultProxy(to: .port(listener.port))
    let configuration = ConnectionConfiguration(
        endpoint: .tcp(host: "127.0.0.1", port: proxy.port), database: "none", user: "nobody", tls: .disabled)
    let attempt = Attempt { _ = try await PostgresConnection.connect(to: configuration) }
    try await until { proxy.traffic.toServer > 0 }
    proxy.follow(.now(.stall))
    proxy.stop()
    let result = try await attempt.result()
    #expect(throws: DatabaseError.self) { try result.get() }
}
