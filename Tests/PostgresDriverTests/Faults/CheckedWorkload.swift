import PostgresDriver
import TestSupport
import Testing

/// Random exchanges whose answers are known beforehand.
struct CheckedWorkload {
    private var generator: SeededGenerator

    init(_ generator: SeededGenerator) {
        self.generator = generator
    }

    /// Makes one exchange and checks its answer.
    mutating func exchange(on connection: PostgresConnection) async throws {
        switch Int.random(in: 0..<12, using: &generator) {
        case 0..<5: try await query(on: connection)
        case 5..<8: try await pipeline(on: connection)
        case 8: try await refused(on: connection)
        case 9: try await stream(on: connection)
        case 10: try await copyOut(on: connection)
        default: try await copyIn(on: connection)
        }
        #expect(connection.transactionStatus == .idle)
    }

    /// A statement and what it must answer.
    private struct Question {
        let number: Int
        let text: String
        let times: Int

        init(using generator: inout SeededGenerator) {
            number = Int(truncatingIfNeeded: generator.next())
            text = ["", "x", "añb", "0123456789", "\u{1F600}\\'\""].randomElement(using: &generator) ?? ""
            times = generator.isOne(in: 20) ? 5_000 : Int.random(in: 0...50, using: &generator)
        }

        var sql: SQL { "SELECT \(number)::int8, repeat(\(text), \(times)::int), \(times)::int8" }

        func check(_ result: QueryResult) throws {
            let row = try #require(result.first)
            #expect(result.count == 1)
            let answer = try row.decode(Int.self, String.self, Int.self)
            #expect(answer.0 == number)
            #expect(answer.1 == String(repeating: text, count: times))
            #expect(answer.2 == times)
        }
    }

    private mutating func query(on connection: PostgresConnection) async throws {
        let question = Question(using: &generator)
        try question.check(try await connection.query(question.sql))
    }

    /// Some of them hold a statement that fails.
    private mutating func pipeline(on connection: PostgresConnection) async throws {
        let questions = (0..<Int.random(in: 1...8, using: &generator)).map { _ in Question(using: &generator) }
        var statements = questions.map(\.sql)
        let failing = generator.isOne(in: 3) ? Int.random(in: 0...questions.count, using: &generator) : nil
        if let failing { statements.insert("SELECT 1 / \(0)::int8", at: failing) }
        let results = try await connection.pipeline(statements)
        try #require(results.count == statements.count)
        for (position, result) in results.enumerated() {
            guard let failing, position >= failing else {
                try questions[position].check(try result.get())
                continue
            }
            let error = #expect(throws: DatabaseError.self) { try result.get() }
            #expect(error?.code == (position == failing ? .server : .pipelineAborted))
        }
    }

    private mutating func refused(on connection: PostgresConnection) async throws {
        let error = await #expect(throws: DatabaseError.self) {
            _ = try await connection.query("SELECT no_such_column FROM pg_class")
        }
        #expect(error?.code == .server && error?.sqlState?.rawValue == "42703")
    }

    /// Some of them are left before their end.
    private mutating func stream(on connection: PostgresConnection) async throws {
        let count = generator.below(5_000)
        let end = generator.isOne(in: 3) ? generator.below(count + 1) : count
        try await connection.stream("SELECT n FROM generate_series(1, \(count)) AS n") { rows in
            var expected = 0
            for try await row in rows where expected < end {
                expected += 1
                #expect(try row.decode(Int.self, at: 0) == expected)
                if expected == end { break }
            }
            #expect(expected == end)
        }
    }

    private mutating func copyOut(on connection: PostgresConnection) async throws {
        let count = generator.below(5_000)
        let numbers = SQL(verbatim: "\(count)")
        let text = try await connection.copyOut("COPY (SELECT generate_series(1, \(numbers))) TO STDOUT") { pieces in
            var bytes: [UInt8] = []
            for try await piece in pieces { bytes += piece }
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(text == (0..<count).map { "\($0 + 1)\n" }.joined())
    }

    private mutating func copyIn(on connection: PostgresConnection) async throws {
        let numbers = (0..<Int.random(in: 0...2_000, using: &generator)).map { _ in
            Int.random(in: 0..<1_000_000, using: &generator)
        }
        _ = try await connection.query("CREATE TEMP TABLE IF NOT EXISTS copied (number int8)")
        _ = try await connection.query("TRUNCATE copied")
        let bytes = Array(numbers.map { "\($0)\n" }.joined().utf8)
        let piece = Int.random(in: 1...10_000, using: &generator)
        let rows = try await connection.copyIn("COPY copied FROM STDIN") { writer in
            for start in stride(from: 0, to: bytes.count, by: piece) {
                try await writer.write(Array(bytes[start..<min(start + piece, bytes.count)]))
            }
        }
        #expect(rows == numbers.count)
        let sum = try await connection.query("SELECT coalesce(sum(number), 0)::int8 FROM copied")
        #expect(try sum.first?.decode(Int.self, at: 0) == numbers.reduce(0, +))
    }
}
