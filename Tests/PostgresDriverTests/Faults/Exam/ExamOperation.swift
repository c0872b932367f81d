import PostgresDriver
import TestSupport
import Testing

/// One piece of work of the exam: what it writes, how, and how its caller disturbs it. A new operation of the driver's
/// is a new case.
struct ExamOperation: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case read, stream, insert, pipeline, failingPipeline, transaction, pipelinedTransaction, oneRoundTrip, copyIn
    }

    /// What happens meanwhile, and how long after the beginning.
    struct Disturbance: Sendable {
        enum Kind: Sendable, CaseIterable {
            /// The caller's task is cancelled.
            case cancel
            /// The caller closes the connection.
            case close
            /// An administrator ends the session.
            case terminate
        }

        let kind: Kind
        let after: Duration
    }

    let kind: Kind
    /// Rows that nobody else writes.
    let markers: [Int]
    /// There always is one, if only a late one, because the network may stall for ever.
    let disturbance: Disturbance

    init(using generator: inout SeededGenerator) {
        kind = Kind.allCases.randomElement(using: &generator) ?? .read
        let count =
            kind == .read || kind == .stream ? 0 : kind == .insert ? 1 : Int.random(in: 1...20, using: &generator)
        markers = (0..<count).map { _ in Int(truncatingIfNeeded: generator.next()) }
        let delay = generator.below(20_000) + (generator.isOne(in: 3) ? 0 : 500_000)
        disturbance = Disturbance(
            kind: Disturbance.Kind.allCases.randomElement(using: &generator) ?? .cancel, after: .microseconds(delay))
    }

    /// Runs it, and checks every answer that comes.
    ///
    /// - Returns: Whether its rows are there now, as a caller without an error must believe.
    func run(on connection: PostgresConnection) async throws -> ExamLedger.Verdict {
        switch kind {
        case .read:
            let text = String(repeating: "añb", count: 3_000)
            let answer = try await connection.query("SELECT \(text)::text FROM generate_series(1, 3)")
            for row in answer { #expect(try row.decode(String.self, at: 0) == text) }
            #expect(answer.count == 3)
            return .applied
        case .stream:
            try await connection.stream("SELECT n FROM generate_series(1, 2000) AS n") { rows in
                var expected = 0
                for try await row in rows {
                    expected += 1
                    #expect(try row.decode(Int.self, at: 0) == expected)
                }
                #expect(expected == 2_000)
            }
            return .applied
        case .oneRoundTrip:
            let results = try await connection.transaction(markers.map(insertion))
            for (result, marker) in zip(results, markers) { try check(result, marker) }
            return .applied
        case .insert:
            try check(try await connection.query(insertion(markers[0])), markers[0])
            return .applied
        case .pipeline:
            try checkAll(try await connection.pipeline(markers.map(insertion)))
            return .applied
        case .failingPipeline:
            let results = try await connection.pipeline(markers.map(insertion) + ["SELECT 1 / \(0)::int8"])
            try checkAll(results.dropLast())
            #expect(throws: DatabaseError.self) { try results.last?.get() }
            return .notApplied
        case .transaction:
            return try await transaction(on: connection)
        case .pipelinedTransaction:
            let results = try await connection.pipeline(
                ["BEGIN"] + markers.map(insertion) + ["COMMIT", "SELECT pg_sleep(0.002)"])
            try checkAll(results.dropFirst().dropLast(2))
            #expect(try results[results.count - 2].get().commandTag == "COMMIT")
            return .applied
        case .copyIn:
            let rows = try await connection.copyIn("COPY ledger FROM STDIN") { writer in
                for marker in markers { try await writer.write(Array("\(marker)\n".utf8)) }
            }
            #expect(rows == markers.count)
            return .applied
        }
    }

    private func transaction(on connection: PostgresConnection) async throws -> ExamLedger.Verdict {
        do {
            _ = try await connection.query("BEGIN")
            for marker in markers { try check(try await connection.query(insertion(marker)), marker) }
        } catch var error as DatabaseError {
            // Nobody has said COMMIT: the session's end rolls back, and so does the next caller's first word.
            error.outcome = .rolledBack
            throw error
        }
        let answer = try await connection.query("COMMIT")
        return answer.commandTag == "COMMIT" ? .applied : .notApplied
    }

    @Sendable private func insertion(_ marker: Int) -> SQL {
        "INSERT INTO ledger VALUES (\(marker)) RETURNING marker"
    }

    private func check(_ result: QueryResult, _ marker: Int) throws {
        #expect(result.count == 1)
        #expect(try result.first?.decode(Int.self, at: 0) == marker)
    }

    private func checkAll(_ results: some Collection<Result<QueryResult, DatabaseError>>) throws {
        #expect(results.count == markers.count)
        for (result, marker) in zip(results, markers) { try check(try result.get(), marker) }
    }
}
