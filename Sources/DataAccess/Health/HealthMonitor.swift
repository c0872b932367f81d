import ConnectionPooling
import FoundationEssentials
import Logging
import PostgresDriver
import Synchronization

/// Probes every role in the background and keeps what it found. Nobody who asks for the verdict starts a probe.
final class HealthMonitor: Sendable {
    private struct State {
        var findings: [PoolName: ProbeFinding]
        var checkedAt: Date
        var lastStatus: HealthStatus?
    }

    private let pools: [PoolName: RolePool]
    private let probes: [PoolName: any HealthProbe]
    private let interval: Duration
    private let logger: Logger
    private let onRecovery: @Sendable (PoolName) -> Void
    private let state: Mutex<State>

    /// - Parameter onRecovery: Told when a role's probe is answered after one that was not.
    init(
        interval: Duration, pools: [PoolName: RolePool], probes: [PoolName: any HealthProbe], logger: Logger,
        onRecovery: @escaping @Sendable (PoolName) -> Void
    ) {
        self.onRecovery = onRecovery
        self.pools = pools
        self.probes = probes
        self.interval = interval
        self.logger = logger
        self.state = Mutex(State(findings: pools.mapValues { _ in .notYet }, checkedAt: Date()))
    }

    /// Probes in turn until its task is cancelled, then closes the probes' connections.
    func run() async {
        while (try? await Task.sleep(for: pause)) != nil { await probeAll() }
        await close()
    }

    /// Closes the probes' connections.
    func close() async {
        for probe in probes.values { await probe.close() }
    }

    /// Probes every role once, all at the same time.
    @discardableResult
    func probeAll() async -> [PoolName: ProbeFinding] {
        let findings = await withTaskGroup { group in
            for (name, probe) in probes { group.addTask { (name, await probe.probe()) } }
            return await group.reduce(into: [PoolName: ProbeFinding]()) { $0[$1.0] = $1.1 }
        }
        // A probe that was called off says nothing of the database.
        guard !Task.isCancelled else { return findings }
        let previous = state.withLock { state in
            defer {
                state.findings = findings
                state.checkedAt = Date()
            }
            return state.findings
        }
        for (name, finding) in findings where finding.hasAnswer && !(previous[name]?.hasAnswer ?? false) {
            onRecovery(name)
        }
        noteChange()
        return findings
    }

    func report() -> HealthReport {
        let (findings, checkedAt) = state.withLock { ($0.findings, $0.checkedAt) }
        let evidence = evidence(findings)
        return HealthReport(
            status: HealthVerdict.status(of: evidence), checkedAt: checkedAt,
            pools: evidence.mapValues(HealthVerdict.health))
    }

    /// While the database is down it is asked every second, so that its return is noticed soon.
    private var pause: Duration { report().status == .down ? min(interval, .seconds(1)) : interval }

    private func evidence(_ findings: [PoolName: ProbeFinding]) -> [PoolName: HealthVerdict.Evidence] {
        pools.mapValues { pool in
            HealthVerdict.Evidence(
                user: pool.user, writes: pool.name.writes, finding: findings[pool.name] ?? .notYet,
                statistics: pool.connections.statistics,
                connectError: pool.connections.lastConnectError as? DatabaseError)
        }
    }

    private func noteChange() {
        let report = report()
        let previous = state.withLock { state in
            defer { state.lastStatus = report.status }
            return state.lastStatus
        }
        guard let previous, previous != report.status else { return }
        let errors = report.pools.compactMap { name, pool in pool.error.map { "\(name): \($0)" } }.sorted()
        logger.notice(
            "database health changed",
            metadata: [
                "from": "\(previous)", "to": "\(report.status)", "errors": "\(errors.joined(separator: "; "))",
            ])
    }
}

extension ProbeFinding {
    fileprivate var hasAnswer: Bool {
        if case .answered = self { true } else { false }
    }
}
