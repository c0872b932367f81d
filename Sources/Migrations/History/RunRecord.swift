import Crypto
import PostgresCatalog
import PostgresDriver
import StatementAnalysis

/// What the history keeps of one migration's run, as statements to execute.
struct RunRecord: Sendable {
    let step: MigrationPlan.Step
    let operatorName: String
    let toolVersion: String
    let planHash: String

    /// The section the step runs.
    var statementsTotal: Int { step.statements.count }

    /// Puts the row of the version into a state; what a run outside a transaction did before stays counted by
    /// `statementsDone`.
    func row(_ state: HistoryEntry.State, statementsDone: Int) -> SQL {
        let hashes = step.statements.map(\.hash)
        let finishedAt: SQL = state == .running ? "NULL" : "clock_timestamp()"
        return """
            INSERT INTO dal.migration_history AS h (version, name, sha256, direction, state, statements_total,
                statements_done, statement_hashes, started_at, finished_at, operator, tool_version, plan_sha256)
            VALUES (\(step.file.version), \(step.file.name), \(step.file.checksum), \(step.direction.rawValue),
                \(state.rawValue), \(statementsTotal), \(statementsDone), \(hashes), now(), \(finishedAt),
                \(operatorName), \(toolVersion), \(planHash))
            ON CONFLICT (version) DO UPDATE SET name = excluded.name, sha256 = excluded.sha256,
                direction = excluded.direction, state = excluded.state, statements_total = excluded.statements_total,
                statements_done = excluded.statements_done, statement_hashes = excluded.statement_hashes,
                statement_begun = NULL, error_stmt = NULL, error = NULL, started_at = excluded.started_at, finished_at = excluded.finished_at,
                operator = excluded.operator, tool_version = excluded.tool_version, plan_sha256 = excluded.plan_sha256
            """
    }

    /// Moves the row of a run outside a transaction on.
    /// - Parameters:
    ///   - begun: the number of the statement that runs next; nil between statements.
    ///   - failure: what stopped it at the statement after the last one done; no values.
    func advance(
        to state: HistoryEntry.State, statementsDone: Int, begun: Int? = nil, failure: String? = nil
    ) -> SQL {
        let finishedAt: SQL = state == .running ? "NULL" : "clock_timestamp()"
        return """
            UPDATE dal.migration_history SET state = \(state.rawValue), statements_done = \(statementsDone),
                statement_begun = \(begun), error_stmt = \(failure == nil ? nil : statementsDone + 1),
                error = \(failure), finished_at = \(finishedAt)
            WHERE version = \(step.file.version)
            """
    }

    /// Takes the row of a version out: nothing of it remains.
    var removal: SQL { "DELETE FROM dal.migration_history WHERE version = \(step.file.version)" }

    /// The record of the same migration in effect.
    var inEffect: RunRecord {
        RunRecord(
            step: MigrationPlan.Step(direction: .up, file: step.file), operatorName: operatorName,
            toolVersion: toolVersion, planHash: planHash)
    }

    /// Adds an event.
    func event(_ event: RunEvent) -> SQL {
        """
        INSERT INTO dal.migration_events (version, name, sha256, direction, event, error_stmt, error, statements_done,
            reason, operator, tool_version, plan_sha256)
        VALUES (\(step.file.version), \(step.file.name), \(step.file.checksum), \(step.direction.rawValue),
            \(event.name), \(event.failedStatement), \(event.failure), \(event.statementsDone), \(event.reason),
            \(operatorName), \(toolVersion), \(planHash))
        """
    }
}

extension SQL {
    /// Writes a row of the history and an event, in one statement that fails unless it wrote one of each: COMMIT may
    /// follow it in the same round trip.
    static func writing(_ row: SQL, and event: SQL) -> SQL {
        """
        WITH history AS (\(row) RETURNING 1), event AS (\(event) RETURNING 1)
        SELECT 1 / ((SELECT count(*) FROM history) = 1 AND (SELECT count(*) FROM event) = 1)::integer
        """
    }
}

extension SQLStatement {
    /// SHA-256 of its text, in lower-case hexadecimal.
    var hash: String { SHA256.hash(data: Array(text.utf8)).hexadecimal }
}
