@testable import ConnectionPooling

/// Drives a machine with random events, carries out its actions in a model of its own, and says where the two disagree.
struct PoolModel {
    /// What the model knows of a connection that can be leased or is.
    struct Known {
        let generation: Int
        var lastUsed: Duration
    }

    var machine: PoolStateMachine
    var random: SeededGenerator
    var now = Duration.seconds(1000)
    var connecting: [(id: ConnectionID, generation: Int)] = []
    var validating: [(id: ConnectionID, deadline: Duration)] = []
    var idle: Set<ConnectionID> = []
    var leased: [LeaseID] = []
    var closing: [ConnectionID] = []
    var known: [ConnectionID: Known] = [:]
    var queue: [(waiter: WaiterID, deadline: Duration)] = []
    var lastNumber = 0
    var generation = 0
    var asked = 0
    var answered = 0
    var isFinished = false
    private(set) var violation: String?

    /// How many leases there have been.
    var leases: Int { machine.totals.leases }

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let maximum = Int.random(in: 1...12, using: &random)
        let sheds = Bool.random(using: &random)
        let settings = PoolSettings(
            maximum: maximum, minimumIdle: Int.random(in: 0...maximum, using: &random),
            maximumLifetime: .seconds(60), lifetimeJitter: 0.1, idleTimeout: .seconds(20),
            maximumConcurrentConnects: Int.random(in: 1...4, using: &random),
            validationGrace: .milliseconds(Int.random(in: 0...500, using: &random)),
            validationTimeout: .milliseconds(200), keepaliveInterval: .seconds(5),
            shedding: sheds ? LoadShedding(target: .milliseconds(50), interval: .milliseconds(400)) : nil,
            housekeepingInterval: .seconds(3))
        machine = PoolStateMachine(settings: settings, now: now, seed: seed)
        self.random = random
    }

    mutating func step() {
        now += .milliseconds(Int.random(in: 0...40, using: &random))
        switch Int.random(in: 0..<100, using: &random) {
        case ..<30: acquire()
        case ..<55: releaseOne()
        case ..<66: answerConnect()
        case ..<74: answerValidation()
        case ..<81: confirmClose()
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
            answerValidation()
            confirmClose()
            tick()
            check()
        }
        if machine.total > 0 || !queue.isEmpty { fail("something is left after the end") }
        if asked != answered { fail("\(asked) callers asked, \(answered) were answered") }
    }

    mutating func fail(_ message: String) { violation = violation ?? message }
}
