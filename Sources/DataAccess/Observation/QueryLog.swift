import ConnectionPooling
import Logging
import Metrics
import PostgresDriver
import Synchronization
import Tracing

/// Sees every statement of one pool: counts it, keeps the last ones, reports its duration, and writes a line when that is
/// asked for. Values are bound apart from the text and never come here.
final class QueryLog: Sendable {
    /// Slow statements kept for the next tick; more than these in one second tell nothing new.
    static let mostSlow = 100

    let pool: PoolName
    let metrics: OperationMetrics
    let tracing: StatementTracing
    private let logger: Logger
    private let writesLines: Bool
    private let settings: ObservationConfiguration
    private let slowNanoseconds: UInt64
    private let table = Mutex(StatementTable())
    private let slow = Mutex<[SlowStatement]>([])

    /// - Parameter writesLines: Whether every statement is a line at the level info.
    init(
        logger: Logger, pool: PoolName, writesLines: Bool, settings: ObservationConfiguration,
        metrics: OperationMetrics, tracing: StatementTracing
    ) {
        self.logger = logger
        self.pool = pool
        self.writesLines = writesLines
        self.settings = settings
        self.slowNanoseconds = settings.slowThreshold.nanoseconds
        self.metrics = metrics
        self.tracing = tracing
    }

    /// Whether anybody looks.
    var isOn: Bool { settings.isEnabled }

    /// A statement is about to be sent; nil when nobody looks. Exactly one of the entry's ends must follow.
    func begin(_ sql: SQL, at site: CallSite) -> Entry? {
        guard settings.isEnabled else { return nil }
        return Entry(log: self, text: sql.text, site: site, span: tracing.begin())
    }

    /// What statements are called; nil for one that has not run yet.
    func name(of text: String) -> StatementName? { table.withLock { $0.name(of: text) } }
}

extension QueryLog {
    func end(_ entry: Entry, rows: Int, outcome: QueryOutcome) {
        let finished = ContinuousClock.now
        let sample = QuerySample(
            site: entry.site, finished: finished, nanoseconds: (finished - entry.started).nanoseconds, rows: rows,
            outcome: outcome)
        let isElaborate =
            outcome != .succeeded || sample.nanoseconds > slowNanoseconds || entry.span != nil || writesLines
        let (number, known, name) = table.withLock { table in
            let number = table.record(entry.text, sample)
            return (number, table[number].timer, isElaborate ? table[number].name : nil)
        }
        let timer = known ?? makeTimer(of: number)
        if outcome == .succeeded { timer.recordNanoseconds(Int64(clamping: sample.nanoseconds)) }
        if let name { end(entry, sample, name) }
    }

    /// What only a failure, a slow statement, a span or a line in the log needs.
    private func end(_ entry: Entry, _ sample: QuerySample, _ name: StatementName) {
        if sample.outcome != .succeeded {
            metrics.failed(name, in: pool, sample.outcome, nanoseconds: sample.nanoseconds)
        }
        if let span = entry.span {
            tracing.end(span, name, text: entry.text, pool: pool, site: entry.site, outcome: sample.outcome)
        }
        if sample.nanoseconds > slowNanoseconds {
            let statement = SlowStatement(
                pool: pool, text: entry.text, name: name, sample: sample, context: ServiceContext.current)
            slow.withLock { if $0.count < Self.mostSlow { $0.append(statement) } }
        }
        if writesLines { write(entry, sample, name) }
    }

    private func write(_ entry: Entry, _ sample: QuerySample, _ name: StatementName) {
        logger.info("statement", metadata: sample.metadata(name, pool))
        logger.debug("statement text", metadata: ["pool": "\(pool)", "text": "\(entry.text)"])
    }

    private func makeTimer(of number: Int) -> Timer {
        let name = table.withLock { $0[number].name }
        let timer = metrics.successes(of: name, in: pool)
        table.withLock { table in
            // It may have been named meanwhile; then the next run asks again.
            if table[number].name == name { table[number].timer = timer }
        }
        return timer
    }
}

extension QueryLog {
    /// Asks for the names of statements that are new since the last time.
    func nameNewStatements(_ naming: any StatementNaming) {
        for (number, text) in table.withLock({ $0.takeUnnamed() }) {
            guard let name = naming.name(of: text) else { continue }
            table.withLock { $0.setName(name, of: number) }
        }
    }

    /// The statements that were slow since the last time, by the names they have now.
    func takeSlow() -> [SlowStatement] {
        let taken = slow.withLock { slow in
            defer { slow = [] }
            return slow
        }
        return table.withLock { table in
            taken.map { statement in
                var statement = statement
                statement.name = table.name(of: statement.text) ?? statement.name
                return statement
            }
        }
    }

    /// Every statement's statistics.
    func statistics() -> [StatementStatistics] {
        table.withLock { $0.records }.filter { $0.count > 0 }.map { $0.statistics(of: pool) }
    }

    /// The last statements with the instants they ended, oldest first.
    func recentSamples() -> [(record: StatementRecord, sample: QuerySample)] {
        let (records, samples) = table.withLock { ($0.records, $0.recent.all) }
        return samples.map { (records[$0.statement], $0.sample) }
    }
}
