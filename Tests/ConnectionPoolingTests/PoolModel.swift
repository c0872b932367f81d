@testable import ConnectionPooling

/// Drives a machine with random events, carries out its actions in a model of its own, and says where the two disagree.
struct PoolModel {
    private var machine: PoolStateMachine
    private var random: SeededGenerator
    private var now = ContinuousClock.now
    private var opening: [ConnectionID] = []
    private var idle: Set<ConnectionID> = []
    private var leased: [LeaseID] = []
    private var closing: [ConnectionID] = []
    private var queue: [(waiter: WaiterID, deadline: ContinuousClock.Instant)] = []
    private var seen: Set<ConnectionID> = []
    private var lastWaiter = 0
    private var isFinished = false
    private(set) var violation: String?

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let maximum = Int.random(in: 1...12, using: &random)
        let settings = PoolSettings(
            maximum: maximum, minimumIdle: Int.random(in: 0...maximum, using: &random),
            maximumLifetime: .seconds(60), lifetimeJitter: 0.1, idleTimeout: .seconds(20),
            maximumConcurrentConnects: Int.random(in: 1...4, using: &random), housekeepingInterval: .seconds(3))
        machine = PoolStateMachine(settings: settings, now: now, seed: seed)
        self.random = random
    }

    mutating func step() {
        now += .milliseconds(Int.random(in: 0...40, using: &random))
        switch Int.random(in: 0..<100, using: &random) {
        case ..<30: acquire()
        case ..<55: releaseOne()
        case ..<70: answerConnect()
        case ..<80: confirmClose()
        case ..<88: cancelOne()
        case ..<90: apply(machine.connectivityRestored(now: now))
        case ..<91: rotate()
        case ..<92: longPause()
        default: tick()
        }
        check()
    }

    /// Ends everything in random order; nothing may be left.
    mutating func shutDown() {
        apply(machine.drain(now: now, deadline: now + .seconds(5)))
        while !isFinished, violation == nil {
            now += .milliseconds(50)
            releaseOne()
            answerConnect()
            confirmClose()
            tick()
            check()
        }
        if !machine.slots.isEmpty || !queue.isEmpty { violation = violation ?? "something is left after the end" }
    }

    // MARK: Events

    private mutating func acquire() {
        lastWaiter += 1
        let waiter = WaiterID(lastWaiter)
        let deadline = now + .milliseconds(Int.random(in: 0...3000, using: &random))
        queue.append((waiter, deadline))
        let broken = idle.randomElement(using: &random)
        let breaks = Int.random(in: 0..<20, using: &random) == 0
        apply(machine.acquire(waiter, now: now, deadline: deadline) { !breaks || $0 != broken })
    }

    private mutating func releaseOne() {
        guard let index = leased.indices.randomElement(using: &random) else { return }
        let lease = leased.remove(at: index)
        idle.insert(lease.connection)
        let isReusable = Int.random(in: 0..<10, using: &random) > 0
        let actions = machine.release(lease, now: now, isReusable: isReusable)
        if !isReusable, !actions.contains(.close(lease.connection)) { fail("a dirty connection was kept") }
        apply(actions)
        if !machine.release(lease, now: now, isReusable: true).isEmpty { fail("a second release had an effect") }
    }

    private mutating func answerConnect() {
        guard let index = opening.indices.randomElement(using: &random) else { return }
        let id = opening.remove(at: index)
        if Int.random(in: 0..<4, using: &random) == 0 {
            apply(machine.openFailed(id, now: now))
        } else {
            idle.insert(id)
            apply(machine.opened(id, now: now))
        }
    }

    private mutating func confirmClose() {
        guard let index = closing.indices.randomElement(using: &random) else { return }
        apply(machine.closed(closing.remove(at: index), now: now))
    }

    private mutating func cancelOne() {
        guard let (waiter, _) = queue.randomElement(using: &random) else { return }
        let actions = machine.cancel(waiter)
        if !actions.contains(.refuse(waiter, .cancelled)) { fail("a queued caller could not leave") }
        apply(actions)
    }

    private mutating func rotate() {
        apply(machine.advanceGeneration(now: now))
        if !idle.isEmpty { fail("an old generation stayed idle") }
    }

    private mutating func longPause() {
        now += .seconds(Int.random(in: 1...30, using: &random))
        tick()
    }

    private mutating func tick() {
        apply(machine.tick(now: now) { _ in true })
        if queue.contains(where: { $0.deadline <= now }) { fail("a caller waits past its deadline") }
        if let wake = machine.nextWake, wake <= now { fail("wants to be woken in the past") }
    }

    // MARK: Actions

    private mutating func apply(_ actions: [PoolAction]) {
        for action in actions {
            if isFinished { fail("an action after the end") }
            switch action {
            case .open(let id):
                if !seen.insert(id).inserted { fail("a connection opened twice") }
                opening.append(id)
            case .close(let id): close(id)
            case .lease(let lease, let waiter): lend(lease, to: waiter)
            case .refuse(let waiter, _):
                if queue.first(where: { $0.waiter == waiter }) == nil { fail("an unknown caller sent away") }
                queue.removeAll { $0.waiter == waiter }
            case .cancelConnects: break
            case .finished: isFinished = true
            }
        }
    }

    private mutating func close(_ id: ConnectionID) {
        if let index = leased.firstIndex(where: { $0.connection == id }) {
            leased.remove(at: index)
        } else if idle.remove(id) == nil {
            fail("closed what was not there")
        }
        closing.append(id)
    }

    private mutating func lend(_ lease: LeaseID, to waiter: WaiterID) {
        if idle.remove(lease.connection) == nil { fail("lent what was not idle") }
        if queue.first?.waiter != waiter { fail("served out of order") }
        queue.removeAll { $0.waiter == waiter }
        leased.append(lease)
    }

    // MARK: Invariants

    private mutating func fail(_ message: String) { violation = violation ?? message }

    private mutating func check() {
        let numbers = machine.statistics
        let settings = machine.settings
        if numbers.total != numbers.idle + numbers.inUse + numbers.opening + numbers.closing {
            fail("the sum is wrong")
        }
        if numbers.total > settings.maximum { fail("more than the maximum") }
        if numbers.opening > settings.maximumConcurrentConnects { fail("too many connects") }
        if Set(machine.idle) != idle || numbers.idle != idle.count { fail("idle differs from the model") }
        if numbers.inUse != leased.count { fail("leased differs from the model") }
        if numbers.opening != opening.count { fail("opening differs from the model") }
        if numbers.closing != closing.count { fail("closing differs from the model") }
        if numbers.waiting != queue.count { fail("waiting differs from the model") }
        if numbers.waiting > 0, numbers.idle > 0 { fail("somebody waits beside an idle connection") }
        let mayConnect = machine.connectAllowedAt == nil && machine.connectFailures == 0 && !isFinished
        if mayConnect, numbers.waiting > numbers.opening, numbers.total < settings.maximum,
            numbers.opening < settings.maximumConcurrentConnects, machine.mode != .closing
        {
            fail("somebody waits and nothing is done about it")
        }
    }
}
