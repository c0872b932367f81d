import DataAccessTesting
import FleetTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import PostgresDriver
import Testing
import TestSupport

@testable import FleetAPI

extension ProcessTests {
    /// A PUT waits for a row that another session holds when SIGTERM comes; it is answered all the same.
    @Test func aRequestUnderWayIsFinished() async throws {
        let server = try await RunningFleet.shared.value
        let token = try await Bearer(tenant: try await server.makeTenant()).token()
        let headers: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
        try await withEnvironment { environment in
            try await withAPIProcess(environment) { process in
                let port = try await process.port()
                let status = try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
                    let created = try await client.post(
                        "/api/vendors", headers: headers, body: ByteBuffer(string: #"{"name":"Held"}"#))
                    let path = try #require(created.head.headerFields[.location])
                    let id = try #require(path.split(separator: "/").last.flatMap { UUID(uuidString: String($0)) })

                    let holder = try await server.hold(id)
                    async let answer = client.put(
                        path, headers: headers, body: ByteBuffer(string: #"{"name":"Changed"}"#))
                    try #require(try await holds { try await server.isAwaited(holder) }, "the PUT does not wait")
                    process.terminate()
                    try #require(try await holds { await !accepts(port) }, "connections are still taken")
                    await holder.close()
                    return try await answer.head.status.code
                }
                #expect(status == 200)
                #expect(await process.exitCode() == 0)
            }
        }
    }

    private func accepts(_ port: Int) async -> Bool {
        let answer = try? await TestClient.withClient(host: "127.0.0.1", port: port) { client in
            try await client.get("/api/health/live")
        }
        return answer != nil
    }
}

extension RunningFleet {
    /// A session that holds a vendor's row until it is closed.
    fileprivate func hold(_ vendor: UUID) async throws -> PostgresConnection {
        let holder = try await PostgresConnection.connect(to: fleet.configuration("fleetadmin"))
        _ = try await holder.query("BEGIN")
        _ = try await holder.query("SELECT FROM public.vendors WHERE id = \(vendor) FOR UPDATE")
        return holder
    }

    /// Whether another session waits for what `holder` holds.
    fileprivate func isAwaited(_ holder: PostgresConnection) async throws -> Bool {
        try await TestServer.withConnection(to: fleet.superuser()) { connection in
            try await connection.query(
                """
                SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity
                WHERE \(Int(holder.backendPID)) = ANY (pg_catalog.pg_blocking_pids(pid)))
                """
            ).first?.decode(Bool.self, at: 0) == true
        }
    }
}
