import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

@Suite struct WorkOrderCompletionTests {
    @Test func completingIsDatedOnce() async throws {
        try await withFleet { fleet in
            let path = "/api/work-orders/\(try await fleet.client.create(.workOrders))"
            var body = try await fleet.client.resolve(ResourceCase.workOrders.required)
            func replace(_ status: String, _ title: String) async throws -> [String: Any] {
                body["status"] = "\"\(status)\""
                body["title"] = "\"\(title)\""
                let answer = try await fleet.client.send(.put, path, body.json)
                #expect(answer.status == 200)
                return try answer.resource
            }
            #expect(try await replace("in_progress", "a")["completed_at"] is NSNull)
            let done = try await replace("completed", "a")
            #expect(done["completed_at"] as? String == done["updated_at"] as? String)
            let renamed = try await replace("completed", "b")
            #expect(renamed["completed_at"] as? String == done["completed_at"] as? String)
            #expect(renamed["updated_at"] as? String != done["updated_at"] as? String)
            #expect(try await replace("open", "b")["completed_at"] is NSNull)
        }
    }

    @Test func whatIsDoneAlreadyIsDatedWhenItIsMade() async throws {
        try await withFleet { fleet in
            let id = try await fleet.client.create(.workOrders, ["status": #""completed""#])
            let order = try await fleet.client.send(.get, "/api/work-orders/\(id)").resource
            #expect(order["completed_at"] as? String == order["created_at"] as? String)
        }
    }
}
