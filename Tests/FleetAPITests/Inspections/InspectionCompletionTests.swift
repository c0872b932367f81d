import Foundation
import HTTPTypes
import PostgresDriver
import TestSupport
import Testing

@testable import FleetAPI

/// Completing an inspection: all of it, once, or nothing.
@Suite struct InspectionCompletionTests {
    static let failed = #"""
        {"result":"failed","odometer":70000,"notes":"found","defects":[
          {"part":"brake pads","description":"worn","severity":"critical"},{"part":"tail lamp","severity":"major"},
          {"part":"wiper blade","severity":"minor"}]}
        """#

    private func complete(
        _ client: Client, _ inspection: String, _ body: String = failed, headers: HTTPFields = [:]
    ) async throws -> Answer {
        try await client.send(.post, "/api/inspections/\(inspection)/complete", body, headers: headers)
    }

    @Test func eachDefectBecomesAWorkOrder() async throws {
        try await withFleet { fleet in
            let vehicle = try await fleet.client.create(.vehicles, ["odometer": "61250"])
            let id = try await fleet.client.create(.inspections, ["vehicle_id": "\"\(vehicle)\""])
            let answer = try await complete(fleet.client, id)
            #expect(answer.status == 200)
            #expect(answer.headers[.eTag] == "\"2\"")
            let inspection = try #require(try answer.resource["inspection"] as? [String: Any])
            #expect(inspection["status"] as? String == "failed")
            #expect(inspection["odometer"] as? Int == 70_000)
            #expect(inspection["notes"] as? String == "found")
            #expect(inspection["completed_at"] is String)
            #expect((inspection["defects"] as? [Any])?.count == 3)

            let orders = try #require(try answer.resource["work_orders"] as? [[String: Any]])
            #expect(orders.map { $0["title"] as? String } == ["brake pads", "tail lamp", "wiper blade"])
            #expect(orders.map { $0["priority"] as? String } == ["urgent", "high", "low"])
            #expect(orders.map { $0["description"] as? String } == ["worn", nil, nil])
            #expect(orders.allSatisfy { $0["vehicle_id"] as? String == vehicle && $0["status"] as? String == "open" })
            let stored = try await fleet.client.ids("/api/work-orders?inspection_id=\(id)")
            #expect(stored == orders.compactMap { $0["id"] as? String })

            let found = try await fleet.client.send(.get, "/api/inspections/\(id)")
            #expect(try found.resource["status"] as? String == "failed")
            let driven = try await fleet.client.send(.get, "/api/vehicles/\(vehicle)")
            #expect(try driven.resource["odometer"] as? Int == 70_000)
        }
    }

    @Test func theOdometerIsNeverLowered() async throws {
        try await withFleet { fleet in
            let vehicle = try await fleet.client.create(.vehicles, ["odometer": "80000"])
            for body in [Self.failed, #"{"result":"passed"}"#] {
                let id = try await fleet.client.create(.inspections, ["vehicle_id": "\"\(vehicle)\""])
                #expect(try await complete(fleet.client, id, body).status == 200)
            }
            let driven = try await fleet.client.send(.get, "/api/vehicles/\(vehicle)")
            #expect(try driven.resource["odometer"] as? Int == 80_000)
            #expect(try driven.resource["version"] as? Int == 1)
        }
    }

    @Test func whatIsDecidedStaysAsItIs() async throws {
        try await withFleet { fleet in
            let id = try await fleet.client.create(.inspections)
            let path = "/api/inspections/\(id)"
            #expect(try await complete(fleet.client, id, #"{"result":"passed"}"#).status == 200)
            let body = try await fleet.client.resolve(ResourceCase.inspections.required).json
            #expect(try await complete(fleet.client, id).status == 409)
            #expect(try await fleet.client.send(.put, path, body).status == 409)
            #expect(try await fleet.client.send(.get, path).resource["status"] as? String == "passed")
            #expect(try await fleet.client.ids("/api/work-orders").isEmpty)

            let cancelled = try await fleet.client.create(.inspections, ["status": #""cancelled""#])
            #expect(try await complete(fleet.client, cancelled).status == 409)
        }
    }

    @Test func aWorkOrderThatFailsLeavesTheInspectionOpen() async throws {
        try await withFleet { fleet in
            let vehicle = try await fleet.client.create(.vehicles)
            let id = try await fleet.client.create(.inspections, ["vehicle_id": "\"\(vehicle)\""])
            func administer(_ sql: SQL) async throws {
                try await fleet.running.fleet.connected(as: "fleetadmin") { connection in
                    _ = try await connection.query(sql)
                }
            }
            let body = Self.failed.replacing("wiper blade", with: "refused by a test")
            try await administer(
                """
                ALTER TABLE public.work_orders
                ADD CONSTRAINT refused_by_a_test CHECK (title <> 'refused by a test') NOT VALID
                """)
            let refused = try await complete(fleet.client, id, body, headers: [.idempotencyKey: "k"])
            try await administer("ALTER TABLE public.work_orders DROP CONSTRAINT refused_by_a_test")
            #expect(refused.status == 422)
            let open = try await fleet.client.send(.get, "/api/inspections/\(id)")
            #expect(try open.resource["status"] as? String == "pending")
            #expect(try open.resource["version"] as? Int == 1)
            #expect(try await fleet.client.ids("/api/work-orders").isEmpty)
            #expect(try await fleet.client.send(.get, "/api/vehicles/\(vehicle)").resource["odometer"] as? Int == 0)

            let again = try await complete(fleet.client, id, body, headers: [.idempotencyKey: "k"])
            #expect(again.status == 200)
            #expect(again.headers[.idempotencyReplayed] == nil)
        }
    }

    /// They all meet at a lock on the inspection, so that none has ended before another begins.
    @Test(.timeLimit(.minutes(2))) func ofManyAtOnceOneOrdersTheWork() async throws {
        try await withFleet { fleet in
            let id = try await fleet.client.create(.inspections)
            let key = try #require(UUID(uuidString: id))
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                try await fleet.running.fleet.connected(as: "fleetadmin") { connection in
                    _ = try await connection.query("BEGIN")
                    _ = try await connection.query("SELECT FROM public.inspections WHERE id = \(key) FOR UPDATE")
                    for _ in 0..<4 { group.addTask { try await complete(fleet.client, id).status } }
                    try await until {
                        // The first in the queue waits for the transaction, those behind it for the row.
                        try await connection.query(
                            """
                            SELECT EXISTS (SELECT FROM pg_catalog.pg_locks WHERE NOT granted AND locktype = 'tuple'
                              AND relation = 'public.inspections'::regclass)
                            """
                        ).first?.decode(at: 0) ?? false
                    }
                    _ = try await connection.query("ROLLBACK")
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200, 409, 409, 409])
            #expect(try await fleet.client.ids("/api/work-orders?inspection_id=\(id)").count == 3)
        }
    }

    @Test func aCompletionSentAgainIsAnsweredAgain() async throws {
        try await withFleet { fleet in
            let id = try await fleet.client.create(.inspections)
            let first = try await complete(fleet.client, id, headers: [.idempotencyKey: "k", .ifMatch: "\"1\""])
            let again = try await complete(fleet.client, id, headers: [.idempotencyKey: "k", .ifMatch: "\"1\""])
            #expect(first.status == 200 && again.status == 200)
            #expect(again.text == first.text)
            #expect(try await fleet.client.ids("/api/work-orders").count == 3)
        }
    }

    @Test func anotherVersionAndAnotherTenantAreRefused() async throws {
        try await withFleet { fleet in
            let id = try await fleet.client.create(.inspections)
            #expect(try await complete(fleet.client, id, headers: [.ifMatch: "\"2\""]).status == 412)
            #expect(try await complete(fleet.stranger, id).status == 404)
            #expect(try await complete(fleet.client, UUID().uuidString).status == 404)
            #expect(try await fleet.client.send(.get, "/api/inspections/\(id)").resource["version"] as? Int == 1)
        }
    }

    @Test func everyWrongFieldIsListed() async throws {
        let body = #"""
            {"result":"pending","odometer":-1,"notes":7,"defect":1,
             "defects":[{"part":" ","severity":"minor"},{"severity":"bad"},7]}
            """#
        let answer = try await withoutDatabase { client in
            try await complete(client.with(Bearer(tenant: UUID())), UUID().uuidString, body)
        }
        #expect(answer.status == 422)
        #expect(
            try Set(answer.wrongFields) == [
                "result", "odometer", "notes", "defect", "defects[0].part", "defects[1].part", "defects[1].severity",
                "defects[2]",
            ])
    }

    @Test(arguments: VendorRouteTests.hostile)
    func textComesBackAsText(_ text: String) async throws {
        try await withFleet { fleet in
            let id = try await fleet.client.create(.inspections)
            let json = try text.asJSON
            let defect = #"{"part":\#(json),"description":\#(json),"severity":"minor"}"#
            let body = #"{"result":"failed","notes":\#(json),"defects":[\#(defect)]}"#
            let answer = try await complete(fleet.client, id, body)
            #expect(answer.status == 200)
            let order = try #require(try (answer.resource["work_orders"] as? [[String: Any]])?.first)
            #expect(order["title"] as? String == text && order["description"] as? String == text)
            let found = try await fleet.client.send(.get, "/api/inspections/\(id)").resource
            #expect(found["notes"] as? String == text)
            #expect((found["defects"] as? [[String: Any]])?.first?["part"] as? String == text)
        }
    }

    @Test(arguments: InspectionStatus.allCases)
    func onlyCompletingDecides(_ status: InspectionStatus) {
        #expect(status.isDecided == [.passed, .failed].contains(status))
        #expect(status.isOpen == [.pending, .inProgress].contains(status))
        #expect(InspectionStatus.undecided.contains(status) == !status.isDecided)
    }
}
