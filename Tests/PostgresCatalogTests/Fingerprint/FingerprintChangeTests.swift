import DataAccessTesting
import PostgresCatalog
import PostgresDriver
import Testing

/// What the fingerprint depends on. Roles belong to a whole server, so each test has one of its own.
@Suite struct FingerprintChangeTests {
    enum Changed: CaseIterable {
        case relations, objects, privileges

        var changes: [CatalogueChange] {
            switch self {
            case .relations: CatalogueChange.relations
            case .objects: CatalogueChange.objects
            case .privileges: CatalogueChange.privileges + CatalogueChange.database
            }
        }
    }

    @Test(
        "pain 12, diffs miss view ACLs and partitioned RLS: every change moves it and is named, and undone moves it back",
        arguments: Changed.allCases)
    func everyChangeMovesItAndIsNamedAndItsUndoingMovesItBack(_ changed: Changed) async throws {
        let server = try await TestServer.start(settings: ["allow_system_table_mods": "on"])
        try await server.withDatabase { database in
            try await database.withConnection { connection in
                for statement in CatalogueChange.scene {
                    try await run(statement, on: connection, database: database.name)
                }
                let name = try Identifier(database.name).quoted
                let before = try await Fingerprint.readCatalogue(from: connection)
                for change in changed.changes {
                    try await run(change.change, on: connection, database: name)
                    let moved = try await Fingerprint.readCatalogue(from: connection)
                    check(before.differences(to: moved), change)
                    #expect(moved.hash != before.hash, "\(change.change)")
                    try await run(change.undo, on: connection, database: name)
                    let after = try await Fingerprint.readCatalogue(from: connection)
                    let remains = before.differences(to: after)
                    #expect(remains.isEmpty, "\(change.undo): \(remains)")
                }
                _ = try await connection.query("ALTER SUBSCRIPTION feed SET (slot_name = NONE)")
                _ = try await connection.query("DROP SUBSCRIPTION feed")
            }
        }
        try await server.stop()
    }

    private func run(_ statement: String, on connection: PostgresConnection, database: String) async throws {
        let text = statement.replacing("DATABASE DATABASE", with: "DATABASE \(database)")
        do {
            _ = try await connection.query(SQL(verbatim: text))
        } catch {
            Issue.record("\(text): \(error.serverMessage ?? error.description)")
        }
    }

    private func check(_ differences: [FingerprintDifference], _ change: CatalogueChange) {
        let difference = differences.first { $0.object == change.object }
        #expect(difference != nil, "\(change.change) was seen in \(differences.map(\.object))")
        guard let difference else { return }
        if let fact = change.fact {
            let facts = difference.changes.map(\.fact)
            #expect(difference.kind == .changed && facts.contains(fact), "\(change.change) was seen in \(facts)")
        } else {
            #expect(difference.kind != .changed, "\(change.change)")
        }
    }
}
