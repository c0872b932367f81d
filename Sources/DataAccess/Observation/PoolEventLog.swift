import ConnectionPooling
import Logging
import PostgresDriver

/// Writes what goes wrong in one pool as warnings: who waits for long, who holds connections, who does not give one back.
struct PoolEventLog: Sendable {
    /// Holders named in one line; the longest first.
    static let mostHolders = 20

    let logger: Logger
    let pool: PoolName
    /// What a statement's text is called; a text itself never reaches a warning.
    let name: @Sendable (String) -> StatementName?

    func write(_ event: PoolEvent) {
        switch event {
        case .slowAcquire(let wait, let site):
            logger.warning(
                "slow to get a connection",
                metadata: ["pool": "\(pool)", "wait_ms": "\(wait.milliseconds)", "site": "\(site)"])
        case .timedOut(let holders) where !holders.isEmpty:
            let longest = holders.sorted { $0.held > $1.held }
            logger.warning(
                "no connection became free in time",
                metadata: [
                    "pool": "\(pool)", "in_use": "\(holders.count)",
                    "holders": .array(longest.prefix(Self.mostHolders).map { .dictionary(metadata($0)) }),
                ])
        case .leakSuspected(let holder):
            var metadata = metadata(holder)
            metadata["pool"] = "\(pool)"
            logger.warning("a connection is held for very long", metadata: metadata)
        case .leased, .timedOut, .shed, .cancelled, .opened, .openFailed, .closed: break
        }
    }

    /// Many of these tell that transactions get into each other's way.
    func writeRetry(after error: any Error, attempt: Int, at site: CallSite) {
        let reason = (error as? DatabaseError)?.words ?? "unknown"
        logger.info(
            "transaction is tried again",
            metadata: ["pool": "\(pool)", "attempt": "\(attempt)", "reason": "\(reason)", "site": "\(site)"])
    }

    private func metadata(_ holder: LeaseHolder.Report) -> Logger.Metadata {
        let statement = holder.statement.map { name($0) ?? StatementName(keywordOf: $0) }
        return [
            "site": "\(holder.site)", "held_ms": "\(holder.held.milliseconds)",
            "statement": "\(statement?.summary ?? "none yet")",
        ]
    }
}
