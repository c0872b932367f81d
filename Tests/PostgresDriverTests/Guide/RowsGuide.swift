import PostgresDriver
import Testing

@Suite("The guide's rows")
struct RowsGuide {
    @Test("are decoded as structs, as tuples, and by name")
    func decoding() async throws {
        try await withVendors { connection, _ in
            // snippet: rows
            struct Vendor: PostgresRowDecodable {
                let name: String
                let city: String?

                init(row: Row) throws(DatabaseError) {
                    name = try row.decode(at: 0)
                    city = try row.decode(at: 1)
                }
            }
            let result = try await connection.query("SELECT name, city FROM vendors ORDER BY id")
            let vendors = try result.decode(as: Vendor.self)
            let (name, city) = try result[0].decode(String.self, String?.self)
            let named = try result.first?.decode("name", as: String.self)

            let number = #expect(throws: DatabaseError.self) { try result[0].decode(Int.self, at: 0) }
            #expect(number?.detail == "column name: expected Int (int2, int4, int8 or oid), found text")
            let null = #expect(throws: DatabaseError.self) { try result[1].decode("city", as: String.self) }
            #expect(null?.detail == "column city: expected String, found NULL; Optional<String> reads both")
            // end
            #expect(vendors.map(\.name) == ["Ada", "Ben"])
            #expect(vendors[1].city == nil)
            #expect((name, city) == ("Ada", "Hamburg"))
            #expect(named == "Ada")
        }
    }
}
