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

    @Test("large numbers of nobody's rows are copied; where COPY would not take them they are inserted all the same")
    func copying() async throws {
        try await withGauges { database, fixture in
            let gauges = Repository<Gauge>()
            let drafts = (0..<BulkInsertPlan.rowsToCopy).map { (number: Int) in
                Gauge.Draft(name: number % 2 == 0 ? nil : "\(number)", reading: number, place: 1)
            }
            try await database.writeGlobal { session in
                let copied = try await gauges.createMany(drafts, in: session)
                #expect(copied == drafts.count)
            }
            #expect(database.statementStatistics().contains { $0.text.hasPrefix("COPY") && $0.errors == 0 })
            // INSERT makes an int4 of an int8, COPY does not.
            try await fixture.asSuperuser("ALTER TABLE gauges ALTER COLUMN place TYPE int4")
            try await database.writeGlobal { session in
                let inserted = try await gauges.createMany(drafts, in: session)
                #expect(inserted == drafts.count)
                let sum = try await gauges.count(Gauge.where { $0.name == nil && $0.place == 1 }, in: session)
                #expect(sum == drafts.count + 1)
            }
        }
    }

    @Test("a constraint that copied rows violate leaves none of them")
    func violation() async throws {
        try await withGauges { database, fixture in
            try await fixture.asSuperuser("ALTER TABLE gauges ADD CONSTRAINT near CHECK (place < 9)")
            let drafts = (0..<BulkInsertPlan.rowsToCopy).map { Gauge.Draft(place: $0 == 5_000 ? 9 : 1) }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.writeGlobal { session in
                    try await Repository<Gauge>().createMany(drafts, in: session)
                }
            }
            #expect(error?.constraint == "near")
            let left = try await database.readGlobal { session in try await session.count(Gauge.all) }
            #expect(left == 0)
        }
    }
}
