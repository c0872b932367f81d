import Logging
import PostgresDriver
import Synchronization
import Testing

@testable import DataAccess

@Suite("Recovery")
struct HealthMonitorRecoveryTests {
    @Test("is told once, with the first answer after a probe that failed, so that the pool connects at once")
    func toldOnce() async throws {
        let probe = ScriptedProbe()
        let recoveries = Recoveries()
        let monitor = HealthMonitor(
            interval: .seconds(3600), pools: [:], probes: [.webapp: probe], logger: .quiet
        ) { recoveries.add($0) }
        var told: [Int] = []
        for works in [true, true, false, false, true, true] {
            probe.works.store(works, ordering: .relaxed)
            await monitor.probeAll()
            told.append(recoveries.all.count)
        }
        #expect(told == [1, 1, 1, 1, 2, 2])
    }
}

private final class Recoveries: Sendable {
    private let names = Mutex<[PoolName]>([])

    var all: [PoolName] { names.withLock { $0 } }

    func add(_ name: PoolName) { names.withLock { $0.append(name) } }
}

private final class ScriptedProbe: HealthProbe {
    let works = Atomic(true)

    func probe() async -> ProbeFinding {
        works.load(ordering: .relaxed)
            ? .answered(ConnectionIdentity(user: "somebody"), latency: .milliseconds(1))
            : .failed(DatabaseError(.connectionFailed))
    }

    func close() async {}
}
