import Foundation
import HTTPTypes
import PostgresDriver
import Testing

@testable import FleetAPI

@Suite struct IdempotencyTests {
    private func create(
        _ client: Client, _ name: String, key: String
    ) async throws -> Answer {
        try await client.send(.post, "/api/vendors", #"{"name":"\#(name)"}"#, headers: [.idempotencyKey: key])
    }

    @Test func aRequestSentAgainIsAnsweredAgainAndDoneOnce() async throws {
        try await withFleet { fleet in
            let first = try await create(fleet.client, "Once", key: "k1")
            let again = try await create(fleet.client, "Once", key: "k1")
            #expect(first.status == 201 && again.status == 201)
            #expect(first.headers[.idempotencyReplayed] == nil && again.headers[.idempotencyReplayed] == "true")
            #expect(again.text == first.text)
            #expect(again.headers[.location] == first.headers[.location])
            #expect(again.headers[.eTag] == first.headers[.eTag])
            #expect(try await fleet.client.send(.get, "/api/vendors").list.count == 1)
        }
    }

    @Test func aKeyOfAnotherRequestIs422() async throws {
        try await withFleet { fleet in
            _ = try await create(fleet.client, "One", key: "k1")
            let other = try await create(fleet.client, "Two", key: "k1")
            #expect(other.status == 422)
            #expect(try other.problem == "idempotency-key-reused")
            #expect(try await fleet.client.send(.get, "/api/vendors").list.count == 1)
        }
    }

    @Test func aRefusedRequestMayBeSentAgainUnderItsKey() async throws {
        try await withFleet { fleet in
            let taken = try await fleet.client.send(.post, "/api/vendors", #"{"name":"Taken"}"#)
            #expect(try await create(fleet.client, "taken", key: "k1").status == 409)
            #expect(try await fleet.client.send(.delete, try #require(taken.headers[.location])).status == 204)
            let now = try await create(fleet.client, "taken", key: "k1")
            #expect(now.status == 201)
            #expect(now.headers[.idempotencyReplayed] == nil)
        }
    }

    @Test func tenantsAndBearersDoNotShareKeys() async throws {
        try await withFleet { fleet in
            let ours = try await create(fleet.client, "Same", key: "k1")
            let theirs = try await create(fleet.stranger, "Same", key: "k1")
            #expect(theirs.status == 201)
            #expect(theirs.headers[.idempotencyReplayed] == nil)
            #expect(theirs.text != ours.text)
        }
    }

    @Test func ofManyAtOnceOneDoesTheWork() async throws {
        try await withFleet { fleet in
            let answers = try await withThrowingTaskGroup(of: (Int, String, Bool).self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let answer = try await create(fleet.client, "Race", key: "k1")
                        return (answer.status, answer.text, answer.headers[.idempotencyReplayed] != nil)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.map(\.0) == [201, 201, 201, 201])
            #expect(Set(answers.map(\.1)).count == 1)
            #expect(answers.filter(\.2).count == 3)
            #expect(try await fleet.client.send(.get, "/api/vendors").list.count == 1)
        }
    }

    @Test func anExpiredKeyIsFreeAndClearedAway() async throws {
        try await withFleet { fleet in
            for key in ["k1", "k2", "k3"] { #expect(try await create(fleet.client, key, key: key).status == 201) }
            try await fleet.running.fleet.connected(as: "fleetadmin") { connection in
                _ = try await connection.query(
                    """
                    UPDATE public.idempotency_keys SET expires_at = now() - interval '1 second'
                    WHERE tenant_id = \(fleet.tenant)
                    """)
            }
            let anew = try await create(fleet.client, "anew", key: "k1")
            #expect(anew.status == 201)
            #expect(anew.headers[.idempotencyReplayed] == nil)
            let left = try await fleet.running.fleet.connected(as: "fleetadmin") { connection in
                try await connection.query(
                    "SELECT count(*) FROM public.idempotency_keys WHERE tenant_id = \(fleet.tenant)"
                ).first?.decode(Int.self, at: 0)
            }
            #expect(left == 1)
        }
    }

    @Test func neitherKeyNorTokenIsStored() async throws {
        try await withFleet { fleet in
            #expect(try await create(fleet.client, "Quiet", key: "very-secret-key").status == 201)
            let rows = try await fleet.running.fleet.connected(as: "fleetadmin") { connection in
                try await connection.query(
                    "SELECT to_jsonb(k)::text FROM public.idempotency_keys AS k WHERE tenant_id = \(fleet.tenant)"
                ).map { try $0.decode(String.self, at: 0) }
            }
            #expect(rows.count == 1)
            let token = try #require(fleet.client.token)
            #expect(!rows.joined().contains("very-secret-key") && !rows.joined().contains(token))
        }
    }

    @Test(arguments: ["", "with space", "ü", String(repeating: "x", count: 256)])
    func aKeyThatIsNoneIs400(_ key: String) async throws {
        let answer = try await withoutDatabase { client in
            try await create(client.with(Bearer(tenant: UUID())), "A", key: key)
        }
        #expect(answer.status == 400)
        #expect(try answer.wrongFields == ["Idempotency-Key"])
    }
}
