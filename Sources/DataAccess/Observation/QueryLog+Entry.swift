import ConnectionPooling
import PostgresDriver
import Tracing

extension QueryLog {
    /// A statement under way.
    struct Entry: Sendable {
        let log: QueryLog
        let text: String
        let site: CallSite
        let span: (any Span)?
        let started: ContinuousClock.Instant

        init(log: QueryLog, text: String, site: CallSite, span: (any Span)?) {
            self.log = log
            self.text = text
            self.site = site
            self.span = span
            // Last, so that what comes before is not part of the statement's time.
            self.started = .now
        }

        /// The whole answer is there.
        ///
        /// - Parameter rows: How many came back, or were inserted, updated or deleted.
        func succeeded(rows: Int) { log.end(self, rows: rows, outcome: .succeeded) }

        /// It failed, or its answer never came.
        func failed(_ error: DatabaseError) {
            if let kind = ErrorClass(error) { log.metrics.count(kind, in: log.pool) }
            log.end(self, rows: 0, outcome: QueryOutcome(error))
        }
    }
}
