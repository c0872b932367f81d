import PostgresDriver
import Synchronization

@testable import DataAccess

/// A connection that behaves as a PostgreSQL server does towards a transaction, until a script says otherwise.
final class ScriptedConnection: TransactionConnection {
    struct Reply: CommandReply {
        var commandTag: String
        var affectedRows = 0
        var count = 0
        var row: [String] = []

        func text(at column: Int) -> String? { column < row.count ? row[column] : nil }
    }

    typealias Answer = Result<Reply, DatabaseError>

    private struct State {
        var status = TransactionStatus.idle
        var sent: [[String]] = []
        var script: [String: Answer] = [:]
        var statusAfter: [String: TransactionStatus] = [:]
        var isReadOnlyByDefault = false
        var mayHoldSettings = false
        var scopes: [TransactionScope?] = []
        var isClosed = false
    }

    private let state = Mutex(State())

    /// What was sent, round trip by round trip.
    var sent: [[String]] { state.withLock { $0.sent } }
    /// The scope of each round trip.
    var scopes: [TransactionScope?] { state.withLock { $0.scopes } }
    var isClosed: Bool { state.withLock { $0.isClosed } }
    var transactionStatus: TransactionStatus { state.withLock { $0.status } }
    var isReadOnlyByDefault: Bool { state.withLock { $0.isReadOnlyByDefault } }

    var mayHoldSettings: Bool { state.withLock { $0.mayHoldSettings } }

    func noteLastingSettings() {
        state.withLock { $0.mayHoldSettings = true }
    }

    /// What the server reports of `default_transaction_read_only`.
    func reportReadOnlyByDefault(_ value: Bool) {
        state.withLock { $0.isReadOnlyByDefault = value }
    }

    /// Answers a statement in another way than a server in good health.
    func answer(_ text: String, with answer: Answer, status: TransactionStatus? = nil) {
        state.withLock { state in
            state.script[text] = answer
            state.statusAfter[text] = status
        }
    }

    func query(
        _ sql: SQL, under scope: TransactionScope?, timeout: Duration?
    ) async throws(DatabaseError) -> Reply {
        try state.withLock { state in
            state.sent.append([sql.text])
            state.scopes.append(scope)
            return Self.run(sql.text, &state)
        }.get()
    }

    func pipeline(
        _ statements: [SQL], under scope: TransactionScope?, timeout: Duration?
    ) async throws(DatabaseError) -> [Answer] {
        state.withLock { state in
            state.sent.append(statements.map(\.text))
            state.scopes.append(scope)
            var hasFailed = false
            return statements.map { sql in
                if hasFailed { return .failure(DatabaseError(.pipelineAborted)) }
                let answer = Self.run(sql.text, &state)
                if case .failure = answer { hasFailed = true }
                return answer
            }
        }
    }

    func rollback() async {
        let answer = state.withLock { state in
            state.sent.append(["ROLLBACK"])
            return Self.run("ROLLBACK", &state)
        }
        if case .failure = answer { await close() }
    }

    func close() async {
        state.withLock { state in
            state.isClosed = true
            state.status = .unknown
        }
    }

    private static func run(_ text: String, _ state: inout State) -> Answer {
        let answer = state.script[text] ?? standardAnswer(to: text, state.status)
        switch (answer, text) {
        case (.failure, _): if state.status == .inTransaction { state.status = .inFailedTransaction }
        case (.success, let text) where text.hasPrefix("BEGIN"): state.status = .inTransaction
        case (.success, "COMMIT"), (.success, "ROLLBACK"): state.status = .idle
        case (.success, let text) where text.hasPrefix("ROLLBACK TO"): state.status = .inTransaction
        default: break
        }
        if let status = state.statusAfter[text] { state.status = status }
        return answer
    }

    private static func standardAnswer(to text: String, _ status: TransactionStatus) -> Answer {
        if text == "COMMIT", status == .inFailedTransaction { return .success(Reply(commandTag: "ROLLBACK")) }
        if status == .inFailedTransaction, !text.hasPrefix("ROLLBACK") {
            return .failure(.server(.inFailedSQLTransaction))
        }
        let tag = text.hasPrefix("BEGIN") ? "BEGIN" : String(text.prefix { $0 != " " })
        return .success(Reply(commandTag: tag, affectedRows: 1))
    }
}
