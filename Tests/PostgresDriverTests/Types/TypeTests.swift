import FoundationEssentials
import PostgresDriver
import Testing

@Suite("On a real server, a value")
struct TypeTests {
    /// Sends a value and reads it back, and asks the server for its own text form of it.
    private func roundTrip<Value: PostgresEncodable & PostgresDecodable & Equatable>(
        _ value: Value, as type: String, text: String
    ) async throws {
        try await withConnection { connection in
            let type = SQL(verbatim: type)
            let row = try #require(
                try await connection.query("SELECT v, v::text FROM (SELECT \(value)::\(type)) AS t(v)").first)
            let (back, asText) = try row.decode(Value.self, String.self)
            #expect(back == value)
            #expect(asText == text)
        }
    }

    @Test("comes back as it was sent, and means the same to the server")
    func roundTrips() async throws {
        try await roundTrip(true, as: "bool", text: "true")
        try await roundTrip(Int.min, as: "int8", text: "-9223372036854775808")
        try await roundTrip(Int32.max, as: "int4", text: "2147483647")
        try await roundTrip(Int16(-7), as: "int2", text: "-7")
        try await roundTrip(0.1, as: "float8", text: "0.1")
        try await roundTrip(Double.infinity, as: "float8", text: "Infinity")
        try await roundTrip(Float(1.5), as: "float4", text: "1.5")
        try await roundTrip("Grüße 🚚 'quoted' \\ $1", as: "text", text: "Grüße 🚚 'quoted' \\ $1")
        try await roundTrip("", as: "text", text: "")
        try await roundTrip([UInt8]([0, 1, 255]), as: "bytea", text: "\\x0001ff")
        let uuid = try #require(UUID(uuidString: "6F9619FF-8B86-D011-B42D-00C04FC964FF"))
        try await roundTrip(uuid, as: "uuid", text: "6f9619ff-8b86-d011-b42d-00c04fc964ff")
        try await roundTrip(["a", "b,c", ""], as: "text[]", text: #"{a,"b,c",""}"#)
        try await roundTrip([1, 2, 3], as: "int8[]", text: "{1,2,3}")
        try await roundTrip([Int](), as: "int8[]", text: "{}")
    }

    @Test("of type timestamptz keeps its microseconds")
    func timestamps() async throws {
        try await withConnection { connection in
            _ = try await connection.query("SET TIME ZONE 'UTC'")
            let date = Date(timeIntervalSince1970: 1_700_000_000.25)
            let row = try #require(try await connection.query("SELECT \(date), \(date)::text").first)
            let (back, text) = try row.decode(Date.self, String.self)
            #expect(back == date)
            #expect(text == "2023-11-14 22:13:20.25+00")
            await #expect(throws: DatabaseError.self) {
                try await connection.query("SELECT 'infinity'::timestamptz").first?.decode(Date.self, at: 0)
            }
        }
    }

    @Test(
        "of type numeric is exact",
        arguments: [
            "0", "1", "-1", "0.1", "10000", "123456789.0001", "99999999999999999999999999999999999999", "-0.00001234",
        ])
    func numerics(text: String) async throws {
        let value = try #require(Decimal(string: text))
        try await withConnection { connection in
            let row = try #require(try await connection.query("SELECT \(value), \(text)::numeric").first)
            let (sent, made) = try row.decode(Decimal.self, Decimal.self)
            #expect(sent == value)
            #expect(made == value)
        }
    }

    @Test(
        "of type numeric that a Decimal cannot hold is an error, never rounded",
        arguments: ["NaN", "Infinity", "999999999999999999999999999999999999999"])
    func numericsOutOfRange(text: String) async throws {
        try await withConnection { connection in
            _ = await #expect(throws: DatabaseError.self) {
                try await connection.query("SELECT \(text)::numeric").first?.decode(Decimal.self, at: 0)
            }
        }
    }

    @Test("of another type, a missing column and an unexpected NULL are named")
    func mismatches() async throws {
        try await withConnection { connection in
            let row = try #require(try await connection.query("SELECT 'x'::text AS name, NULL::int8 AS size").first)
            #expect(
                throws: DatabaseError(.decoding, detail: "column name: expected int2, int4, int8 or oid, found type 25")
            ) {
                try row.decode("name", as: Int.self)
            }
            #expect(throws: DatabaseError(.decoding, detail: "column size: expected Int, found NULL")) {
                try row.decode("size", as: Int.self)
            }
            #expect(throws: DatabaseError(.decoding, detail: "no column weight; the row has name, size")) {
                try row.decode("weight", as: Int.self)
            }
            #expect(try row.decode("size", as: Int?.self) == nil)
        }
    }

    @Test("of an enum or a domain reads as text")
    func enumsAndDomains() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TYPE pg_temp.mood AS ENUM ('calm', 'stormy')")
            _ = try await connection.query("CREATE DOMAIN pg_temp.label AS text")
            let row = try #require(
                try await connection.query("SELECT \("calm")::pg_temp.mood, \("x")::pg_temp.label").first)
            #expect(try row.decode(String.self, String.self) == ("calm", "x"))
        }
    }
}
