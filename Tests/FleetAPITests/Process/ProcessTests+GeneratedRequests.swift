import Foundation
import Testing
import TestSupport

@testable import FleetAPI

extension ProcessTests {
    /// Schemathesis reads /openapi.json and makes requests that fit it, and requests that do not. The short form makes
    /// the same ones each time.
    @Test(
        "requests made from the specification get no server error and no answer outside of it",
        arguments: SoakSize.requests.isShort ? [Seed(1)] : try Seed.some())
    func generatedRequests(_ seed: Seed) async throws {
        let wanted = try SoakSize.requests.count
        let clock = ContinuousClock.now
        let operations = try Specification.shared.get().paths.values.map(\.count).reduce(0, +)
        let tenant = try await RunningFleet.shared.value.makeTenant()
        let token = try await Bearer(tenant: tenant).token(lifetime: .seconds(7_200))
        var said = ""
        try await withEnvironment(["FLEET_RATE_LIMIT": "0", "LOG_LEVEL": "warning"]) { environment in
            try await withAPIProcess(environment) { process in
                let address = "http://127.0.0.1:\(try await process.port())"
                said = try await Schemathesis.run(
                    address, token: token, examples: 1 + wanted * 3 / 2 / operations, seed: seed)
            }
        }
        let summary = try #require(said.firstMatch(of: /(\d+) generated/), "\(said)")
        let generated = try #require(Int(summary.1))
        #expect(generated >= wanted)
        #expect(!said.contains(" unique failure"), "\(said)")
        try SoakRecord.add(
            "Requests made from the API's own specification", "\(generated) answered as it says", seed: seed,
            took: ContinuousClock.now - clock)
    }
}
