import DataAccessTesting
import PostgresDriver
import Testing

@Suite("The guide's multiplexing")
struct MultiplexingGuide {
    @Test("serves many tasks over two connections")
    func multiplexing() async throws {
        try await withVendors { _, database in
            let configuration = database.configuration
            let acme = TransactionScope(["app.current_tenant_id": "acme"])
            // snippet: multiplexing
            let multiplexer = Multiplexer(configuration: configuration, connections: 2, inFlight: 16)
            let names = try await withThrowingTaskGroup(of: String?.self) { group in
                for id in 1...100 {
                    group.addTask {
                        let row = try await multiplexer.query("SELECT name FROM vendors WHERE id = \(id)", under: acme)
                        return try row.first?.decode(String.self, at: 0)
                    }
                }
                return try await group.reduce(into: Set<String?>()) { names, name in names.insert(name) }
            }
            await multiplexer.close()
            // end
            #expect(names == ["Ada", "Ben", nil])
        }
    }
}
