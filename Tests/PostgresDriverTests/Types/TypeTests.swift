import FoundationEssentials
@testable import PostgresDriver
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
            for format in [PostgresType.Format.text, .binary] {
                let row = try #require(
                    try await connection.query("SELECT \(value), \(text)::numeric, \(value)::text", in: format).first)
                let (sent, made, said) = try row.decode(Decimal.self, Decimal.self, String.self)
                #expect(sent == value)
                #expect(made == value)
                #expect(said == text)
            }
        }
    }

    @Test(
        "of type numeric that a Decimal cannot hold is an error, never rounded",
        arguments: [
            "NaN", "Infinity", "-Infinity", "999999999999999999999999999999999999999", "1e-129", "1e128",
            "1e200",
            "123456789012345678901234567890123456789e-10", "1.0000000000000000000000000000000000000001",
        ])
    func numericsOutOfRange(text: String) async throws {
        try await withConnection { connection in
            for format in [PostgresType.Format.text, .binary] {
                let row = try #require(try await connection.query("SELECT \(text)::numeric", in: format).first)
                #expect(throws: DatabaseError.self) { try row.decode(Decimal.self, at: 0) }
            }
        }
    }

    @Test("of another type, a missing column and an unexpected NULL are named")
    func mismatches() async throws {
        try await withConnection { connection in
            let row = try #require(try await connection.query("SELECT 'x'::text AS name, NULL::int8 AS size").first)
            func expect(_ detail: String, _ decode: () throws -> Void) {
                #expect(throws: DatabaseError(.decoding, detail: detail), performing: decode)
            }
            expect("column name: expected Int (int2, int4, int8 or oid), found text") {
                _ = try row.decode("name", as: Int.self)
            }
            expect("column size: expected Int, found NULL; Optional<Int> reads both") {
                _ = try row.decode("size", as: Int.self)
            }
            expect("no column weight; the row has name, size") { _ = try row.decode("weight", as: Int.self) }
            expect("no column at position 2; the row has 2, from 0") { _ = try row.decode(Int.self, at: 2) }
            expect("no column at position -1; the row has 2, from 0") { _ = try row.decode(Int.self, at: -1) }
            expect("expected 1 columns, found 2") { _ = try row.decode(String.self) }
            #expect(try row.decode("size", as: Int?.self) == nil)
        }
    }

    @Test("that does not fit into a smaller integer is an error, and one that fits is read")
    func narrowing() async throws {
        try await withConnection { connection in
            for format in [PostgresType.Format.text, .binary] {
                let row = try #require(
                    try await connection.query(
                        "SELECT 32767::int8 AS small, 32768::int8 AS large, (-1)::int4 AS below", in: format
                    ).first)
                #expect(try row.decode("small", as: Int16.self) == 32_767)
                let detail = "column large: expected Int16 (a number from -32768 to 32767), found int8"
                #expect(throws: DatabaseError(.decoding, detail: detail)) { try row.decode("large", as: Int16.self) }
                #expect(throws: DatabaseError.self) { try row.decode("below", as: UInt32.self) }
                #expect(try row.decode("large", as: Int32.self) == 32_768)
            }
        }
    }

    @Test("of an array of several dimensions, and a NULL where the elements take none, are errors that say so")
    func arrays() async throws {
        try await withConnection { connection in
            for format in [PostgresType.Format.text, .binary] {
                let row = try #require(
                    try await connection.query(
                        """
                        SELECT ARRAY[[1,2],[3,4]] AS matrix, ARRAY[1,NULL] AS holes, '[5:6]={1,2}'::int4[] AS shifted,
                               ARRAY['a']::name[] AS names, 1 AS one
                        """, in: format
                    ).first)
                func expect(_ detail: String, _ decode: () throws -> Void) {
                    #expect(throws: DatabaseError(.decoding, detail: detail), performing: decode)
                }
                expect("column matrix: expected Array<Int> (an array of one dimension, not 2), found int4[]") {
                    _ = try row.decode("matrix", as: [Int].self)
                }
                expect("column holes: expected Array<Int> (an array without NULL; [Int?] reads NULL too), found int4[]")
                {
                    _ = try row.decode("holes", as: [Int].self)
                }
                expect("column one: expected Array<Int> (an array such as int8[]), found int4") {
                    _ = try row.decode("one", as: [Int].self)
                }
                expect("column holes: expected Array<Bool> (an array of bool), found int4[]") {
                    _ = try row.decode("holes", as: [Bool].self)
                }
                #expect(try row.decode("shifted", as: [Int].self) == [1, 2])
                #expect(try row.decode("names", as: [String].self) == ["a"])
            }
        }
    }

    @Test("of a type that the driver does not know reads as text, and in binary form is an error")
    func unknownTypes() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TYPE pair AS (a int4, b text)")
            let statement: SQL = """
                SELECT '10.0.0.1'::inet, '[1,2)'::int4range, ROW(1, 'x')::pair, ARRAY['10.0.0.0/8'::cidr],
                       ARRAY[ROW(1, 'x')::pair], 'pg_class'::regclass
                """
            let texts = try #require(try await connection.query(statement, in: .text).first)
            #expect(try texts.decode(String.self, at: 0) == "10.0.0.1")
            #expect(try texts.decode(String.self, at: 1) == "[1,2)")
            #expect(try texts.decode(String.self, at: 2) == "(1,x)")
            #expect(try texts.decode([String].self, at: 3) == ["10.0.0.0/8"])
            #expect(try texts.decode([String].self, at: 4) == ["(1,x)"])
            #expect(try texts.decode(String.self, at: 5) == "pg_class")
            for position in 0...5 {
                #expect(!PostgresType.isDecodedInBinary(oid: texts.columns[position].type))
                let cell = Cell(
                    type: texts.columns[position].type, format: .binary,
                    bytes: UnsafeRawBufferPointer(start: nil, count: 0))
                #expect(throws: DecodingMismatch.self) { try String(cell: cell) }
            }
            // Asked for again, in the form that fits: text it is.
            #expect(try await connection.query(statement, in: .binary).first?.decode(String.self, at: 0) == "10.0.0.1")
            // What is known is not text, in whichever form it comes.
            for format in [PostgresType.Format.text, .binary] {
                let row = try #require(try await connection.query("SELECT 1, now(), ARRAY[1]", in: format).first)
                for position in 0...2 {
                    #expect(throws: DatabaseError.self) { try row.decode(String.self, at: position) }
                }
            }
        }
    }

    @Test("of an enum that has no such case is an error that names the cases and not the value")
    func unknownLabel() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TYPE weather AS ENUM ('calm', 'windy')")
            for format in [PostgresType.Format.text, .binary] {
                let row = try #require(
                    try await connection.query("SELECT 'windy'::weather AS now, \(Mood.calm)::weather", in: format)
                        .first)
                let error = #expect(throws: DatabaseError.self) { try row.decode("now", as: Mood.self) }
                let detail = try #require(error?.detail)
                #expect(
                    detail.hasPrefix("column now: expected Mood (an enum or text with one of the labels calm, stormy"))
                #expect(!detail.contains("windy"))
                #expect(try row.decode(Mood.self, at: 1) == .calm)
            }
        }
    }

    @Test("of every text type reads as text in both forms")
    func textTypes() async throws {
        try await withConnection { connection in
            let statement: SQL = """
                SELECT 'x'::text, 'x'::varchar, 'x'::char(3), 'x'::name, 'x'::"char", '{"a": 1}'::json, '{"a": 1}'::jsonb,
                       ''::"char", pg_notify('nobody', '')
                """
            for format in [PostgresType.Format.text, .binary] {
                let row = try #require(try await connection.query(statement, in: format).first)
                let texts = try (0...8).map { try row.decode(String.self, at: $0) }
                #expect(texts == ["x", "x", "x  ", "x", "x", #"{"a": 1}"#, #"{"a": 1}"#, "", ""])
            }
        }
    }

    @Test("of JSON that the wanted type does not read is an error")
    func wrongJSON() async throws {
        try await withConnection { connection in
            let row = try #require(try await connection.query(#"SELECT '{"theme": 1}'::jsonb AS settings"#).first)
            let detail = "column settings: expected JSON<Settings> (JSON that Settings reads), found jsonb"
            #expect(throws: DatabaseError(.decoding, detail: detail)) {
                try row.decode("settings", as: JSON<Settings>.self)
            }
            #expect(throws: DatabaseError.self) { try JSON(Double.infinity) }
        }
    }

    @Test("of a decoder of one's own needs to care about neither form")
    func decodersOfOnesOwn() async throws {
        try await withConnection { connection in
            for format in [PostgresType.Format.text, .binary] {
                let row = try #require(
                    try await connection.query("SELECT 21.5::float8, '08:00:2b:01:02:03'::macaddr", in: format).first)
                #expect(try row.decode(Temperature.self, at: 0).celsius == 21.5)
                #expect(try row.decode(HardwareAddress.self, at: 1).text == "08:00:2b:01:02:03")
            }
        }
    }

    @Test("of a domain can be bound, and one of an array of a domain")
    func domains() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE DOMAIN size AS int4 CHECK (VALUE > 0)")
            _ = try await connection.query("CREATE TEMP TABLE boxes (size size, sizes size[])")
            _ = try await connection.query("INSERT INTO boxes VALUES (\(3), \([1, 2]))")
            let row = try #require(try await connection.query("SELECT size, sizes FROM boxes", in: .text).first)
            #expect(try row.decode(Int.self, [Int].self) == (3, [1, 2]))
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.query("INSERT INTO boxes VALUES (\(0), NULL)")
            }
            #expect(error?.sqlState == .checkViolation)
        }
    }

    @Test("of type timestamptz without an end reads as such")
    func infinity() async throws {
        try await withConnection { connection in
            for format in [PostgresType.Format.text, .binary] {
                let row = try #require(
                    try await connection.query("SELECT 'infinity'::timestamptz, '-infinity'::date", in: format).first)
                #expect(try row.decode(PostgresTimestampTZ.self, at: 0) == .infinity)
                #expect(try row.decode(PostgresDate.self, at: 1) == .negativeInfinity)
                #expect(throws: DatabaseError.self) { try row.decode(Date.self, at: 0) }
            }
            // Beyond the server's range there is an error, and never an infinity.
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.query("SELECT \(Date(timeIntervalSinceReferenceDate: -1e15))")
            }
            #expect(error?.sqlState == .datetimeFieldOverflow)
        }
    }
}

private struct Temperature: PostgresDecodable {
    let celsius: Double

    init(cell: Cell) throws(DecodingMismatch) {
        celsius = try Double(cell: cell)
    }
}

private struct HardwareAddress: PostgresDecodable {
    let text: String

    init(cell: Cell) throws(DecodingMismatch) {
        switch cell.format {
        case .text:
            guard let text = cell.text else { throw DecodingMismatch(expected: "macaddr") }
            self.text = text
        case .binary:
            guard cell.bytes.count == 6 else { throw DecodingMismatch(expected: "macaddr") }
            text = cell.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
        }
    }
}
