import PostgresDriver
import Testing

@Suite("On a real server, a result")
struct ResultTests {
    private struct Vendor: PostgresRowDecodable, Equatable {
        let id: Int
        let name: String
        let city: String?

        init(id: Int, name: String, city: String?) {
            self.id = id
            self.name = name
            self.city = city
        }

        init(row: Row) throws(DatabaseError) {
            id = try row.decode("id")
            name = try row.decode("name")
            city = try row.decode("city")
        }
    }

    @Test("decodes into structs, by the columns' names")
    func structs() async throws {
        try await withConnection { connection in
            let result = try await connection.query(
                "SELECT * FROM (VALUES ('Acme', 1::int4, NULL), ('Bolt', 2, 'Berlin')) AS v(name, id, city)")
            #expect(
                try result.decode(as: Vendor.self) == [
                    Vendor(id: 1, name: "Acme", city: nil), Vendor(id: 2, name: "Bolt", city: "Berlin"),
                ])
            let error = try await #require(throws: DatabaseError.self) {
                try await connection.query("SELECT 1 AS id, NULL::text AS name").decode(as: Vendor.self)
            }
            #expect(error.detail == "column name: expected String, found NULL; Optional<String> reads both")
        }
    }

    @Test("names its columns, and takes the first of two with the same name")
    func columns() async throws {
        try await withConnection { connection in
            let result = try await connection.query("SELECT 1 AS a, 2 AS a, 3 AS \"é\", 4 AS ab")
            #expect(result.columns.map(\.name) == ["a", "a", "é", "ab"])
            #expect(result.columns.map(\.type) == [23, 23, 23, 23])
            let row = try #require(result.first)
            #expect(try row.decode("a", as: Int.self) == 1)
            #expect(try row.decode("é", as: Int.self) == 3)
            #expect(try row.decode("ab", as: Int.self) == 4)
            #expect(throws: DatabaseError.self) { try row.decode("a\0", as: Int.self) }
            #expect(throws: DatabaseError.self) { try row.decode("", as: Int.self) }
        }
    }

    @Test("may go before its rows do")
    func rowsOutliveTheResult() async throws {
        try await withConnection { connection in
            var rows: [Row] = []
            for number in 0..<100 {
                rows.append(contentsOf: try await connection.query("SELECT \(number), repeat('x', \(number)::int4)"))
            }
            for (number, row) in rows.enumerated() {
                let (back, text) = try row.decode(Int.self, String.self)
                #expect(back == number)
                #expect(text.utf8.count == number)
            }
        }
    }
}
