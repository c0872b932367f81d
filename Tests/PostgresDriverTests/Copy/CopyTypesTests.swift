import PostgresDriver
import TestSupport
import Testing

@Suite("On a real server, copied as rows,")
struct CopyTypesTests {
    private func withTypes(_ body: (PostgresConnection) async throws -> Void) async throws {
        try await withConnection { connection in
            _ = try await connection.query(#"CREATE TYPE mood AS ENUM ('calm', 'stormy', 'o,"d\d{} NULL')"#)
            _ = try await connection.query("CREATE DOMAIN label AS mood")
            try await body(connection)
        }
    }

    /// Copies values and NULLs, and asks the server what they are: as they would be if they had been parameters.
    private func check<Value>(
        _ type: String, _ values: [Value], on connection: PostgresConnection, isEqual: (Value, Value) -> Bool
    ) async throws where Value: PostgresCodable {
        let type = SQL(verbatim: type)
        _ = try await connection.query("CREATE TEMP TABLE t (n int4, v \(type))")
        let rows = values.flatMap { [$0, nil] }
        let copied = try await connection.copyIn(
            rows.enumerated(), into: try Identifier("t"), columns: ["n", "v"]
        ) { element, row in
            row.append(Int32(element.offset))
            row.append(element.element)
        }
        #expect(copied == rows.count)
        let result = try await connection.query("SELECT v FROM t ORDER BY n")
        #expect(result.count == rows.count)
        for (row, value) in zip(result, rows) {
            let back = try row.decode(Value?.self, at: 0)
            let isBack = value.map { value in back.map { isEqual($0, value) } ?? false } ?? (back == nil)
            #expect(isBack, "\(type.text): a value came back as another")
        }
        _ = try await connection.query("DROP TABLE t")
    }

    private func check<Value>(
        _ sample: TypeSample<Value>, arrays: Bool = true, on connection: PostgresConnection,
        isEqual: (Value, Value) -> Bool
    ) async throws {
        var generator = SeededGenerator(seed: 13)
        let values = sample.values(40, &generator)
        try await check(sample.type, values, on: connection, isEqual: isEqual)
        guard arrays else { return }
        let slices = [[], Array(values.prefix(1)), values]
        try await check(sample.type + "[]", slices, on: connection) { $0.elementsEqual($1, by: isEqual) }
    }

    private func check<Value: Equatable>(
        _ sample: TypeSample<Value>, arrays: Bool = true, on connection: PostgresConnection
    ) async throws {
        try await check(sample, arrays: arrays, on: connection, isEqual: ==)
    }

    private func checkNumbers<Value: BinaryFloatingPoint>(
        _ sample: TypeSample<Value>, on connection: PostgresConnection
    ) async throws {
        try await check(sample, on: connection) { ($0 == $1 && $0.sign == $1.sign) || ($0.isNaN && $1.isNaN) }
    }

    @Test("numbers and NULLs arrive as they are")
    func numbers() async throws {
        try await withTypes { connection in
            try await check(TypeSamples.bool, on: connection)
            try await check(TypeSamples.int2, on: connection)
            try await check(TypeSamples.int4, on: connection)
            try await check(TypeSamples.int8, on: connection)
            try await check(TypeSamples.int, on: connection)
            try await check(TypeSamples.oid, on: connection)
            try await checkNumbers(TypeSamples.float4, on: connection)
            try await checkNumbers(TypeSamples.float8, on: connection)
            try await check(TypeSamples.numeric, on: connection)
        }
    }

    @Test("texts, bytes, keys and JSON arrive as they are")
    func texts() async throws {
        try await withTypes { connection in
            try await check(TypeSamples.text, on: connection)
            // An array of text is none of varchar to the server.
            try await check(TypeSamples.varchar, arrays: false, on: connection)
            try await check(TypeSamples.bytea, on: connection)
            try await check(TypeSamples.data, on: connection)
            try await check(TypeSamples.uuid, on: connection)
            try await check(TypeSamples.key, on: connection)
            try await check(TypeSamples.jsonb, on: connection)
        }
    }

    @Test("dates, times and intervals arrive as they are")
    func dates() async throws {
        try await withTypes { connection in
            try await check(TypeSamples.date, on: connection)
            try await check(TypeSamples.time, on: connection)
            try await check(TypeSamples.timestamp, on: connection)
            try await check(TypeSamples.timestamptz, on: connection)
            try await check(TypeSamples.foundationDate, on: connection)
            try await check(TypeSamples.interval, on: connection)
        }
    }

    @Test("enums, and domains over them, arrive as they are")
    func usersOwn() async throws {
        try await withTypes { connection in
            try await check(TypeSamples.mood, arrays: false, on: connection)
            try await check(TypeSamples.label, arrays: false, on: connection)
        }
    }
}
