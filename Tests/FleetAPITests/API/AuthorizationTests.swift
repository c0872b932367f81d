import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

@Suite struct AuthorizationTests {
    static let guarded: [(HTTPRequest.Method, String, Permission)] =
        [
            (.get, "/api/vendors", .viewVendors), (.post, "/api/vendors", .createVendors),
            (.get, "/api/vendors/\(UUID())", .viewVendors), (.put, "/api/vendors/\(UUID())", .updateVendors),
            (.delete, "/api/vendors/\(UUID())", .deleteVendors), (.get, "/api/vehicle-models", .viewVehicleModels),
            (.get, "/api/internal/pools", .viewPools), (.get, "/api/vendors/active", .viewVendors),
            (.get, "/api/vendors/search", .viewVendors), (.get, "/api/vendors/stats", .viewVendors),
            (.post, "/api/vendors/bulk", .createVendors), (.post, "/api/vendors/\(UUID())/deactivate", .updateVendors),
            (.get, "/api/vehicle-models/\(UUID())", .viewVehicleModels),
            (.get, "/api/vehicles/\(UUID())/inspections", .viewInspections),
            (.get, "/api/vehicles/\(UUID())/inspections/recent", .viewInspections),
            (.get, "/api/drivers/\(UUID())/inspections", .viewInspections),
            (.post, "/api/inspections/\(UUID())/complete", .completeInspections),
            (.post, "/api/inspections/schedule-bulk", .createInspections),
        ]
        + ["pending", "overdue", "due-soon", "by-date", "stats"].map {
            (.get, "/api/inspections/\($0)", .viewInspections)
        }
        + resource("/api/drivers", .viewDrivers, .createDrivers, .updateDrivers, .deleteDrivers)
        + resource("/api/vehicles", .viewVehicles, .createVehicles, .updateVehicles, .deleteVehicles)
        + resource("/api/inspections", .viewInspections, .createInspections, .updateInspections, .deleteInspections)
        + resource("/api/work-orders", .viewWorkOrders, .createWorkOrders, .updateWorkOrders, .deleteWorkOrders)

    private static func resource(
        _ path: String, _ view: Permission, _ create: Permission, _ update: Permission, _ delete: Permission
    ) -> [(HTTPRequest.Method, String, Permission)] {
        let one = "\(path)/\(UUID())"
        return [
            (.get, path, view), (.post, path, create), (.get, one, view), (.put, one, update), (.delete, one, delete),
        ]
    }

    @Test(arguments: guarded)
    func withoutATokenTheAnswerIs401(_ method: HTTPRequest.Method, _ path: String, _: Permission) async throws {
        let answer = try await withoutDatabase { try await $0.send(method, path) }
        #expect(answer.status == 401)
        #expect(answer.headers[.wwwAuthenticate] == "Bearer realm=\"fleet\"")
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(try answer.problem == "token-missing")
    }

    @Test(arguments: guarded)
    func everyOtherPermissionIsNotEnough(
        _ method: HTTPRequest.Method, _ path: String, _ needed: Permission
    ) async throws {
        let others = Permission.allCases.filter { $0 != needed }
        let answer = try await withoutDatabase { client in
            try await client.with(Bearer(tenant: UUID(), permissions: others)).send(method, path)
        }
        #expect(answer.status == 403)
        #expect(try answer.problem == "permission-missing")
        #expect(try (answer.object["detail"] as? String)?.contains(needed.rawValue) == true)
    }

    @Test func everyRouteIsGuardedButHealthAndTheSpecification() async throws {
        let guarded = Set(
            Self.guarded.map { method, path, permission in
                let template = path.split(separator: "/").map { UUID(uuidString: String($0)) == nil ? $0 : "{id}" }
                return "\(method.rawValue) \(permission.rawValue) /\(template.joined(separator: "/"))"
            })
        let routes = try await routesOfTheApplication()
        let open = ["/api/health/live", "/api/health/database", "/docs", "/openapi.json"]
        for route in routes where !open.contains(route.path) {
            guard case .requires(let permission) = route.access else {
                Issue.record("\(route.method) \(route.path) is open")
                continue
            }
            #expect(guarded.contains("\(route.method.rawValue) \(permission.rawValue) \(route.path)"), "\(route.path)")
        }
        #expect(routes.filter { open.contains($0.path) }.count == open.count)
    }

    @Test func expiredAndForgedTokensAreToldApart() async throws {
        let expired = try await Bearer(tenant: UUID()).token(
            lifetime: .seconds(1), now: Date(timeIntervalSinceNow: -60))
        let forged = try await Bearer(tenant: UUID()).token().dropLast(4) + "AAAA"
        try await withoutDatabase { client in
            let late = try await Client(transport: client.transport, token: expired).send(.get, "/api/vendors")
            #expect(late.status == 401)
            #expect(try late.problem == "token-expired")
            #expect(late.headers[.wwwAuthenticate]?.contains("expired") == true)
            for token in [String(forged), "x", "x.y.z"] {
                let wrong = try await Client(transport: client.transport, token: token).send(.get, "/api/vendors")
                #expect(wrong.status == 401)
                #expect(try wrong.problem == "token-invalid")
                #expect(wrong.headers[.wwwAuthenticate]?.contains("invalid_token") == true)
                #expect(!wrong.text.contains(token))
            }
        }
    }
}
