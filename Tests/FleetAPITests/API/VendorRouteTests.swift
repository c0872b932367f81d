import FleetTesting
import Foundation
import HTTPTypes
import PostgresDriver
import Testing

@testable import FleetAPI

@Suite struct VendorRouteTests {
    static let full = #"""
        {"name":"Acme","vendor_type":"tires","contact_name":"Ann","email":"ann@acme.example","phone":"1","address":"S",
         "city":"C","state":"T","zip":"9","website":"https://acme.example","notes":"n","is_active":false}
        """#

    private func create(_ name: String, _ client: Client) async throws -> String {
        let body = String(decoding: try JSONEncoder().encode(["name": name]), as: UTF8.self)
        let answer = try await client.send(.post, "/api/vendors", body)
        #expect(answer.status == 201)
        return try #require(try answer.resource["id"] as? String)
    }

    @Test func aVendorIsCreatedFoundReplacedAndDeleted() async throws {
        try await withFleet { fleet in
            let created = try await fleet.client.send(.post, "/api/vendors", Self.full)
            #expect(created.status == 201)
            let id = try #require(try created.resource["id"] as? String)
            let path = "/api/vendors/\(id)"
            #expect(created.headers[.location] == path)

            let found = try await fleet.client.send(.get, path)
            #expect(found.status == 200)
            #expect(found.text == created.text)
            #expect(try found.resource["vendor_type"] as? String == "tires")
            #expect(try found.resource["is_active"] as? Bool == false)
            #expect(try found.resource["version"] as? Int == 1)

            let replaced = try await fleet.client.send(.put, path, #"{"name":"Acme Two"}"#)
            #expect(replaced.status == 200)
            #expect(try replaced.resource["name"] as? String == "Acme Two")
            #expect(try replaced.resource["email"] is NSNull)
            #expect(try replaced.resource["vendor_type"] as? String == "other")
            #expect(try replaced.resource["is_active"] as? Bool == true)
            #expect(try replaced.resource["version"] as? Int == 2)

            let deleted = try await fleet.client.send(.delete, path)
            #expect(deleted.status == 204)
            #expect(deleted.text.isEmpty)
            for method in [HTTPRequest.Method.get, .delete] {
                #expect(try await fleet.client.send(method, path).status == 404)
            }
            #expect(try await fleet.client.send(.put, path, #"{"name":"A"}"#).status == 404)
        }
    }

    @Test func everyFieldOfAVendorIsAnswered() async throws {
        try await withFleet { fleet in
            let answer = try await fleet.client.send(.post, "/api/vendors", #"{"name":"Bare"}"#)
            #expect(
                try Set(answer.resource.keys) == [
                    "id", "name", "vendor_type", "contact_name", "email", "phone", "address", "city", "state", "zip",
                    "website", "notes", "is_active", "version", "created_at", "updated_at",
                ])
            let at = try #require(try answer.resource["created_at"] as? String)
            #expect(at.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        }
    }

    @Test func whatWasReadCanBeSentBack() async throws {
        try await withFleet { fleet in
            let created = try await fleet.client.send(.post, "/api/vendors", Self.full)
            let resource = try created.resource
            let id = try #require(resource["id"] as? String)
            let body = String(decoding: try JSONSerialization.data(withJSONObject: resource), as: UTF8.self)
            let answer = try await fleet.client.send(.put, "/api/vendors/\(id)", body)
            #expect(answer.status == 200)
            #expect(try answer.resource["version"] as? Int == 1, "nothing changed")
        }
    }

    @Test func listsAreInOrderAndPaged() async throws {
        try await withFleet { fleet in
            for name in ["delta", "Bravo", "alpha", "Charlie", "echo"] { _ = try await create(name, fleet.client) }
            let first = try await fleet.client.send(.get, "/api/vendors?limit=2")
            #expect(first.status == 200)
            #expect(try first.list.compactMap { $0["name"] as? String } == ["Bravo", "Charlie"])
            let pagination = try #require(try first.object["pagination"] as? [String: Int])
            #expect(pagination == ["page": 1, "limit": 2, "total": 5, "pages": 3])
            let last = try await fleet.client.send(.get, "/api/vendors?page=3&limit=2")
            #expect(try last.list.compactMap { $0["name"] as? String } == ["echo"])
            #expect(try await fleet.client.send(.get, "/api/vendors?page=4&limit=2").list.isEmpty)
        }
    }

    @Test func anotherTenantsVendorIsNotThere() async throws {
        try await withFleet { fleet in
            let id = try await create("Ours", fleet.client)
            let path = "/api/vendors/\(id)"
            let missing = try await fleet.stranger.send(.get, "/api/vendors/\(UUID())")
            for (method, body) in [(HTTPRequest.Method.get, nil), (.put, #"{"name":"Theirs"}"#), (.delete, nil)] {
                let answer = try await fleet.stranger.send(method, path, body)
                #expect(answer.status == 404)
                #expect(try answer.object["detail"] as? String == missing.object["detail"] as? String)
            }
            let list = try await fleet.stranger.send(.get, "/api/vendors")
            #expect(try list.list.isEmpty)
            #expect(try (list.object["pagination"] as? [String: Int])?["total"] == 0)
            #expect(try await fleet.client.send(.get, path).resource["name"] as? String == "Ours")
        }
    }

    @Test func twoTenantsMayUseOneName() async throws {
        try await withFleet { fleet in
            _ = try await create("Same", fleet.client)
            _ = try await create("Same", fleet.stranger)
        }
    }

    @Test func aNameThatIsTakenIs409() async throws {
        try await withFleet { fleet in
            _ = try await create("Acme", fleet.client)
            let other = try await create("Other", fleet.client)
            for answer in [
                try await fleet.client.send(.post, "/api/vendors", #"{"name":"ACME"}"#),
                try await fleet.client.send(.put, "/api/vendors/\(other)", #"{"name":"acme"}"#),
            ] {
                #expect(answer.status == 409)
                #expect(try answer.object["sqlstate"] as? String == "23505")
                #expect(try answer.wrongFields == ["name"])
                #expect(!answer.text.contains("ACME"))
            }
        }
    }

    @Test func aVendorInUseCannotBeDeleted() async throws {
        try await withFleet { fleet in
            let id = try await create("Needed", fleet.client)
            try await fleet.running.refer(to: try #require(UUID(uuidString: id)), in: fleet.tenant)
            let answer = try await fleet.client.send(.delete, "/api/vendors/\(id)")
            #expect(answer.status == 409)
            #expect(try answer.object["sqlstate"] as? String == "23503")
            #expect(try await fleet.client.send(.get, "/api/vendors/\(id)").status == 200)
        }
    }

    @Test func aTenantThatDoesNotExistGetsNothing() async throws {
        try await withFleet { fleet in
            let nobody = try await fleet.client.with(Bearer(tenant: UUID()))
            #expect(try await nobody.send(.get, "/api/vendors").list.isEmpty)
            #expect(try await nobody.send(.post, "/api/vendors", #"{"name":"A"}"#).status == 409)
        }
    }

    @Test(arguments: VendorType.allCases)
    func theSchemaKnowsEveryType(_ type: VendorType) async throws {
        try await withFleet { fleet in
            let body = #"{"name":"A","vendor_type":"\#(type.rawValue)"}"#
            let answer = try await fleet.client.send(.post, "/api/vendors", body)
            #expect(answer.status == 201)
        }
    }

    @Test(arguments: ConstraintFields.fields.keys.sorted())
    func theSchemaHasEveryConstraintThatIsExplained(_ name: String) async throws {
        let isThere = try await RunningFleet.shared.value.fleet.connected(as: "fleetadmin") { connection in
            try await connection.query(
                """
                SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conname = \(name))
                    OR EXISTS (SELECT FROM pg_catalog.pg_class WHERE relname = \(name) AND relkind = 'i')
                """
            ).first?.decode(Bool.self, at: 0)
        }
        #expect(isThere == true)
    }

    static let hostile = [
        "'; DROP TABLE public.vendors; --", "' OR '1'='1", "\\'; SELECT pg_sleep(10); --", "$1", "%s%n{{7*7}}",
        "Robert\"); DELETE FROM vendors;--", "\u{202E}evil\u{0007}", "<script>alert(1)</script>", "naïve 日本 🚚", "NULL",
    ]

    @Test(arguments: hostile)
    func hostileTextComesBackAsText(_ text: String) async throws {
        try await withFleet { fleet in
            let fields = ["name", "contact_name", "phone", "address", "city", "state", "website", "notes"]
            let body = Dictionary(uniqueKeysWithValues: fields.map { ($0, text) })
            let json = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
            let created = try await fleet.client.send(.post, "/api/vendors", json)
            #expect(created.status == 201)
            let id = try #require(try created.resource["id"] as? String)
            let replaced = try await fleet.client.send(.put, "/api/vendors/\(id)", json)
            let found = try await fleet.client.send(.get, "/api/vendors/\(id)")
            for answer in [created, replaced, found] {
                for field in fields { #expect(try answer.resource[field] as? String == text) }
            }
            #expect(try await fleet.client.send(.get, "/api/vendors").list.count == 1)
        }
    }

    @Test func writesAreAuditedUnderTheWebappLogin() async throws {
        try await withFleet { fleet in
            let id = try await create("Audited", fleet.client)
            let rows = try await fleet.running.fleet.connected(as: "fleetadmin") { connection in
                try await connection.query(
                    "SELECT login, operation FROM public.db_user_audit WHERE tenant = \(fleet.tenant) AND key = \(id)"
                )
                .map { try $0.decode(String.self, String.self) }
            }
            #expect(rows.map(\.0) == ["fleet_webapp_user"])
            #expect(rows.map(\.1) == ["INSERT"])
        }
    }
}
