import AccessTokens
import DataAccess
import Foundation
import Secrets
import Testing

@testable import FleetAPI

@Suite struct IdentityTests {
    let tenant = UUID()
    let key = Secret(String(repeating: "k", count: 32))

    private func identity(permissions: [String]) async throws -> Identity {
        let token = try await TokenIssuer(key: key)
            .token(for: tenant, subject: "ann", permissions: permissions, lifetime: .seconds(60))
        return Identity(try await TokenVerifier(key: key).verify(token))
    }

    @Test func claimsBecomeAnIdentity() async throws {
        let identity = try await identity(permissions: ["vendor:view:global", "vehicle_model:view:global"])
        #expect(identity.subject == "ann")
        #expect(identity.tenant == TenantID(tenant))
        #expect(identity.permissions == [.viewVendors, .viewVehicleModels])
    }

    @Test(arguments: ["vendor:view", "vendor:view:global ", "VENDOR:VIEW:GLOBAL", "*", "vendor:*:global", ""])
    func whatIsNotExactlyAPermissionGrantsNothing(_ text: String) async throws {
        #expect(try await identity(permissions: [text]).permissions.isEmpty)
    }

    @Test func eachPermissionAllowsItselfAlone() async throws {
        for held in Permission.allCases {
            let identity = try await identity(permissions: [held.rawValue])
            for needed in Permission.allCases {
                if needed == held {
                    #expect(throws: Never.self) { try identity.require(needed) }
                } else {
                    #expect(throws: Problem.permissionMissing(needed)) { try identity.require(needed) }
                }
            }
        }
    }
}
