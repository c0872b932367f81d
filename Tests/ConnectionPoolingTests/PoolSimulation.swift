@testable import ConnectionPooling

/// Callers, a server and the time between them, simulated: what the machine asks for happens after a fixed time, and no
/// real time passes.
struct PoolSimulation {
    enum Happening {
        case ask
        case opened(ConnectionID)
        case validated(ConnectionID)
        case released(LeaseID)
        case closed(ConnectionID)
    }

    var machine: PoolStateMachine
    private(set) var now = Duration.seconds(1000)
    private let connectTime: Duration
    private let queryTime: (inout SeededGenerator) -> Duration
    private var random: SeededGenerator
    private var agenda: [(at: Duration, what: Happening)] = []
    /// How often each caller asks again after it has given its connection back.
    var repetitions = 0
    private(set) var waits: [Duration] = []
    private(set) var served: [WaiterID] = []
    /// When each lease ended.
    private(set) var ends: [Duration] = []

    init(
        _ settings: PoolSettings, seed: UInt64 = 1, connectTime: Duration,
        queryTime: @escaping (inout SeededGenerator) -> Duration
    ) {
        machine = PoolStateMachine(settings: settings, now: now, seed: seed)
        random = SeededGenerator(seed: seed)
        self.connectTime = connectTime
        self.queryTime = queryTime
    }

    /// Lets the pool open its idle minimum, and forgets what that took.
    mutating func warmUp() {
        apply(machine.tick(now: now) { _ in true })
        run()
    }

    mutating func ask(callers: Int) {
        for _ in 0..<callers { ask() }
    }

    /// Until nothing more will happen.
    mutating func run() {
        while let index = agenda.indices.min(by: { agenda[$0].at < agenda[$1].at }) {
            let (time, what) = agenda.remove(at: index)
            now = time
            switch what {
            case .ask: ask()
            case .opened(let id): apply(machine.opened(id, now: now))
            case .validated(let id): apply(machine.validated(id, isUsable: true, now: now))
            case .closed(let id): apply(machine.closed(id, now: now))
            case .released(let lease): end(lease)
            }
        }
    }

    mutating func pass(_ time: Duration) { now += time }

    private mutating func ask() {
        let (answer, actions) = machine.acquire(now: now, timeout: .seconds(3600)) { _ in true }
        if case .leased(let lease) = answer { use(lease, after: .zero) }
        apply(actions)
    }

    private mutating func end(_ lease: LeaseID) {
        ends.append(now)
        apply(machine.release(lease, now: now, isReusable: true))
        if repetitions > 0 {
            repetitions -= 1
            ask()
        }
    }

    private mutating func use(_ lease: LeaseID, after wait: Duration) {
        waits.append(wait)
        agenda.append((now + queryTime(&random), .released(lease)))
    }

    private mutating func apply(_ actions: [PoolAction]) {
        for action in actions {
            switch action {
            case .open(let id): agenda.append((now + connectTime, .opened(id)))
            case .validate(let id): agenda.append((now + .milliseconds(1), .validated(id)))
            case .close(let id, _, _): agenda.append((now + .milliseconds(1), .closed(id)))
            case .lease(let lease, let waiter, let wait):
                served.append(waiter)
                use(lease, after: wait)
            case .refuse, .reportHolders, .reportLeak, .cancelConnects, .finished: break
            }
        }
    }
}
