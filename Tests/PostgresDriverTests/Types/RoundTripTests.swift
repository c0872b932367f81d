import DataAccessTesting
import FoundationEssentials
import PostgresDriver
import Testing
import TestSupport

@Suite("On a real server, random values")
struct RoundTripTests {
    /// What a session may have set that changes text forms.
    private static let sessions: [SQL] = [
        "SELECT set_config('TimeZone', 'UTC', false), set_config('bytea_output', 'hex', false)",
        "SELECT set_config('TimeZone', 'America/St_Johns', false), set_config('bytea_output', 'escape', false)",
        "SELECT set_config('TimeZone', 'Asia/Kolkata', false)",
    ]

    /// Runs in a database with an enum, and a domain over it and over a number.
    private func withTypes(_ body: (PostgresConnection) async throws -> Void) async throws {
        try await withConnection { connection in
            _ = try await connection.query(#"CREATE TYPE mood AS ENUM ('calm', 'stormy', 'o,"d\d{} NULL')"#)
            _ = try await connection.query("CREATE DOMAIN label AS mood")
            _ = try await connection.query("CREATE DOMAIN size AS int4 CHECK (VALUE > 0)")
            for session in Self.sessions {
                _ = try await connection.query(session)
                try await body(connection)
            }
        }
    }

    /// Sends each value in its own form, reads it back in both, and asks the server whether Swift's text is the value.
    private func check<Value>(
        _ sample: TypeSample<Value>, on connection: PostgresConnection, seed: UInt64,
        isEqual: (Value, Value) -> Bool
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        let values = sample.values(40, &generator)
        let type = SQL(verbatim: sample.type)
        var rows: SQL = "VALUES (0, NULL::\(type), NULL::text)"
        for (index, value) in values.enumerated() {
            rows = "\(rows), (\(index + 1), \(value)::\(type), \(sample.text?(value)))"
        }
        let statement: SQL = """
            SELECT v, v::text, t IS NULL OR t::\(type)::text = v::text
            FROM (\(rows)) AS r(n, v, t) WHERE n > 0 ORDER BY n
            """
        for format in [PostgresType.Format.binary, .text] {
            let result = try await connection.query(statement, in: format)
            #expect(result.count == values.count)
            for (row, value) in zip(result, values) {
                let back: Value = try row.decode(at: 0)
                let isBack = isEqual(back, value)
                #expect(isBack, "\(sample.type) \(value) as \(format) came back as \(back)")
                let isSwiftsText: Bool = try row.decode(at: 2)
                let text: String = try row.decode(at: 1)
                #expect(isSwiftsText, "\(sample.type) \(value) is \(text) to the server")
            }
        }
    }

    /// The same for arrays, with NULLs and without.
    private func checkArrays<Value>(
        _ sample: TypeSample<Value>, on connection: PostgresConnection, seed: UInt64,
        isEqual: (Value, Value) -> Bool
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        let type = SQL(verbatim: sample.type)
        for round in 0..<6 {
            let values = round == 0 ? [] : sample.values(round * 3, &generator)
            let some: [Value?] = values.map { generator.below(3) == 0 ? nil : $0 }
            for format in [PostgresType.Format.binary, .text] {
                let row = try #require(
                    try await connection.query("SELECT \(values)::\(type)[], \(some)::\(type)[]", in: format).first)
                // The binary form of arrays of a user's own types is not read, as the connection knows.
                if format == .binary, row.columns[0].type >= 16_384 { continue }
                let back: [Value] = try row.decode(at: 0)
                let someBack: [Value?] = try row.decode(at: 1)
                let isBack = back.elementsEqual(values, by: isEqual)
                #expect(isBack, "\(sample.type)[] as \(format)")
                let isSomeBack = someBack.elementsEqual(some) { left, right in
                    guard let left, let right else { return left == nil && right == nil }
                    return isEqual(left, right)
                }
                #expect(isSomeBack, "\(sample.type)[] with NULLs as \(format)")
            }
        }
    }

    private func check<Value: Equatable>(_ sample: TypeSample<Value>, on connection: PostgresConnection) async throws {
        try await check(sample, on: connection, seed: 7, isEqual: ==)
        try await checkArrays(sample, on: connection, seed: 11, isEqual: ==)
    }

    private func checkNumbers<Value: BinaryFloatingPoint>(
        _ sample: TypeSample<Value>, on connection: PostgresConnection
    ) async throws {
        let isEqual: (Value, Value) -> Bool = { ($0 == $1 && $0.sign == $1.sign) || ($0.isNaN && $1.isNaN) }
        try await check(sample, on: connection, seed: 7, isEqual: isEqual)
        try await checkArrays(sample, on: connection, seed: 11, isEqual: isEqual)
    }

    @Test("of numbers come back as they were sent, and mean the same to the server")
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

    @Test("of texts, bytes and keys come back as they were sent, and mean the same to the server")
    func texts() async throws {
        try await withTypes { connection in
            try await check(TypeSamples.text, on: connection)
            try await check(TypeSamples.varchar, on: connection)
            try await check(TypeSamples.bytea, on: connection)
            try await check(TypeSamples.data, on: connection)
            try await check(TypeSamples.uuid, on: connection)
            try await check(TypeSamples.key, on: connection)
            try await check(TypeSamples.json, on: connection)
            try await check(TypeSamples.jsonb, on: connection)
        }
    }

    @Test("of dates, times and intervals come back as they were sent, and mean the same to the server")
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

    @Test("of enums and domains come back as they were sent, and mean the same to the server")
    func usersOwn() async throws {
        try await withTypes { connection in
            try await check(TypeSamples.mood, on: connection)
            try await check(TypeSamples.label, on: connection)
            try await check(TypeSamples.size, on: connection)
        }
    }
}
