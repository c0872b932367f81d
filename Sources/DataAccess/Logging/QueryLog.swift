import ConnectionPooling
import Logging
import PostgresDriver

/// Writes a line for every statement when that is asked for: what, how long, how many rows, with which outcome. Values
/// are bound apart from the text and never come here.
struct QueryLog: Sendable {
    let logger: Logger
    let pool: PoolName
    let isEnabled: Bool

    /// A statement is about to be sent; nil when nothing is to be written.
    func begin(_ sql: SQL, at site: CallSite) -> Entry? {
        isEnabled ? Entry(log: self, sql: sql, site: site, started: .now) : nil
    }

    struct Entry: Sendable {
        let log: QueryLog
        let sql: SQL
        let site: CallSite
        let started: ContinuousClock.Instant

        func succeeded(rows: Int) { write(rows: rows, outcome: "ok") }

        func failed(_ error: DatabaseError) { write(rows: 0, outcome: error.sqlState?.rawValue ?? error.code.rawValue) }

        private func write(rows: Int, outcome: String) {
            let operation = StatementName.operation(of: sql.text)
            let metadata: Logger.Metadata = [
                "pool": "\(log.pool)",
                "operation": "\(operation)",
                "duration_ms": "\((ContinuousClock.now - started).milliseconds)",
                "rows": "\(rows)",
                "outcome": "\(outcome)",
                "site": "\(site)",
            ]
            log.logger.info("statement", metadata: metadata)
            log.logger.debug("statement text", metadata: ["pool": "\(log.pool)", "text": "\(sql.text)"])
        }
    }
}
