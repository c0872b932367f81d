import DataAccessTesting
import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Creating many rows", .timeLimit(.minutes(2)))
struct BulkCreateTests {
    let tools = Repository<Tool>()

    @Test("rows come back in the drafts' order, whatever defaults they leave to the server")
    func order() async throws {
        try await withTools { [tools] database, _, tenant in
            let drafts = (0..<40).map { number in
                Tool.Draft(
                    name: "\(number)", kind: number % 3 == 0 ? .power : nil, price: number % 4 == 0 ? nil : number,
                    isSharp: number % 5 == 0 ? true : nil)
            }
            let rows = try await database.write(for: tenant) { session in
                try await tools.createMany(returning: drafts, in: session)
            }
            #expect(rows.map(\.name) == drafts.map(\.name))
            #expect(rows.map(\.price) == drafts.map(\.price))
            #expect(rows.map(\.kind) == drafts.map { $0.kind ?? .hand })
            #expect(rows.map(\.isSharp) == drafts.map { $0.isSharp ?? false })
        }
    }

    @Test("no rows are no statement, and rows of defaults alone are rows")
    func edges() async throws {
        try await withGauges { database, _ in
            let fuels = Repository<Fuel>()
            try await database.writeGlobal { session in
                let none = try await fuels.createMany([], in: session)
                #expect(none == 0)
                let nobody = try await fuels.createMany(returning: [], in: session)
                #expect(nobody == [])
                let two = try await fuels.createMany(returning: [.init(), .init(name: "Diesel"), .init()], in: session)
                #expect(two.map(\.name) == ["Petrol", "Diesel", "Petrol"])
                let one = try await fuels.create(.init(), in: session)
                #expect(one.name == "Petrol")
            }
        }
    }

    @Test("defect 9: many rows are part of the caller's transaction: an error after 100,000 of them leaves none")
    func atomicity() async throws {
        try await withTools { [tools] database, fixture, tenant in
            let drafts = (0..<100_000).map { (number: Int) in Tool.Draft(name: "tool \(number)", price: number) }
            let options = TransactionOptions(timeout: .after(.seconds(60)))
            await #expect(throws: AskedFor.self) {
                try await database.write(for: tenant, options: options) { session in
                    let count = try await tools.createMany(drafts, in: session)
                    #expect(count == 100_000)
                    let seen = try await tools.count(in: session)
                    #expect(seen == 100_000)
                    throw AskedFor()
                }
            }
            let doubled = drafts + [drafts[7]]
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(for: tenant, options: options) { session in
                    try await tools.createMany(doubled, in: session)
                }
            }
            #expect(error?.sqlState == .uniqueViolation)
            #expect(error?.outcome == .rolledBack)
            let left = try await fixture.database.withConnection { connection in
                try await connection.query("SELECT count(*) FROM tools")[0].decode(Int.self, at: 0)
            }
            #expect(left == 0)
        }
    }
}
