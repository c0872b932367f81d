import FoundationEssentials
import PostgresDriver
import Testing

@Suite("The guide's types")
struct TypesGuide {
    @Test("go both ways")
    func builtIn() async throws {
        try await withVendors { connection, _ in
            // snippet: types
            let leapDay = try #require(PostgresDate(year: 2024, month: 2, day: 29))
            let month = PostgresInterval(months: 1)
            let credit: Decimal = 12.5
            let row = try await connection.query("SELECT \(leapDay) + \(month), \(credit) * 2, \([1, nil, 3])")[0]
            let (due, doubled, numbers) = try row.decode(PostgresTimestamp.self, Decimal.self, [Int?].self)
            #expect(due.description == "2024-03-29 00:00:00")
            #expect(doubled == 25)
            #expect(numbers == [1, nil, 3])
            // end
        }
    }

    @Test("of one's own do so too")
    func own() async throws {
        try await withVendors { connection, _ in
            // snippet: own-types
            enum Fuel: String, PostgresEnum { case diesel, electric }
            struct VendorID: RawRepresentable, PostgresCodable, PostgresArrayElement { let rawValue: Int }
            struct Settings: Codable { var theme: String }
            struct Celsius: PostgresDecodable {
                let degrees: Double
                init(cell: Cell) throws(DecodingMismatch) { degrees = try Double(cell: cell) }
            }

            _ = try await connection.query("CREATE TYPE fuel AS ENUM ('diesel', 'electric')")
            let row = try await connection.query(
                """
                SELECT \(Fuel.electric)::fuel, \([Fuel.diesel])::fuel[], \(JSON(Settings(theme: "dark"))), 21.5::float8, id
                FROM vendors WHERE id = ANY(\([VendorID(rawValue: 1)]))
                """)[0]
            let (fuel, fuels, settings, warmth, id) = try row.decode(
                Fuel.self, [Fuel].self, JSON<Settings>.self, Celsius.self, VendorID.self)
            // end
            #expect(fuel == .electric)
            #expect(fuels == [.diesel])
            #expect(settings.value.theme == "dark")
            #expect(warmth.degrees == 21.5)
            #expect(id.rawValue == 1)
        }
    }
}
