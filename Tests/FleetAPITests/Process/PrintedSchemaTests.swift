import Foundation
import PostgresCatalog
import PostgresDriver
import Testing

@testable import FleetAPI

@Suite("What the API declares")
struct PrintedSchemaTests {
    @Test("is printed without a database or a key, and is what Fleet's migrations make")
    func agreement() async throws {
        let printed = try await withAPIProcess([:], arguments: ["--print-schema"]) { process in
            let exitCode = await process.exitCode()
            #expect(exitCode == 0, "\(process.errors)")
            return process.output
        }
        let declared = try JSONDecoder().decode([DeclaredTable].self, from: Data(printed.utf8))
        #expect(declared.count == DeclaredTables.all.count)
        let fleet = try await RunningFleet.shared.value.fleet
        let live = try await fleet.connected(as: "fleet_readonly_user") { connection in
            try await RelationColumns.read(from: connection)
        }
        let drift = SchemaComparison(with: live).drift(of: declared)
        #expect(drift.isEmpty, "\(drift.map { "\($0.relation) \($0.column ?? ""): \($0.message)" })")
    }
}
