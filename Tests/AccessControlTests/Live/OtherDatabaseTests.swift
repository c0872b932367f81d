import AccessControl
import DataAccessTesting
import FleetTesting
import PostgresCatalog
import PostgresDriver
import Testing

@Suite("Beyond one database", .serialized) struct OtherDatabaseTests {
    @Test("what a role holds in another database of the server is named from here")
    func otherDatabases() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.addSecondDatabase()
            let found = try await fleet.prove().surprises.map(\.description)
            #expect(found.contains("fleet_readonly: holds something on 1 object of database second"))
            #expect(found.contains("fleet_webapp_user: holds something on 1 object of database second"))
            #expect(found.contains("fleet_webapp: may CONNECT on database second"))
        }
    }

    @Test(
        "lo_create writes even in a read-only transaction: a risk said aloud, a finding where it is forbidden, nothing once revoked"
    )
    func largeObjects() async throws {
        try await FleetTestServer.with { fleet in
            var policy = fleet.policy
            policy.allowsLargeObjects = false
            #expect(try await Self.largeObjectFindings(policy, fleet).count == 1)
            #expect(try await fleet.prove().matrix.risks.contains { $0.contains("lo_create(oid)") })
            try await fleet.run([
                "REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC"
            ])
            #expect(try await Self.largeObjectFindings(policy, fleet) == [])
        }
    }

    private static func largeObjectFindings(_ policy: AccessPolicy, _ fleet: FleetTestServer) async throws -> [String] {
        try await AccessProof.read(of: policy, administrator: fleet.configuration(policy.administrator))
            .surprises.map(\.description).filter { $0.contains("large objects") }
    }

    @Test("as PostgreSQL comes, PUBLIC may call every new function: said where nobody took that away")
    func neverRevoked() async throws {
        try await FleetTestServer.with { fleet in
            var policy = fleet.policy
            policy.creators = ["stranger"]
            try await fleet.run(["CREATE ROLE stranger"])
            let found = try await AccessProof.read(of: policy, administrator: fleet.configuration(policy.administrator))
                .surprises.map(\.description)
            #expect(found.contains("PUBLIC: will get EXECUTE on new functions of stranger"))
            #expect(found.contains("fleet_webapp: will lack DELETE, INSERT, SELECT, UPDATE on new tables of stranger"))
        }
    }
}
