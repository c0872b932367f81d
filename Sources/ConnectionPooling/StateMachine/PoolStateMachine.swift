import DequeModule

/// Every decision of a connection pool, without I/O and without a clock: events go in with the time they happened at,
/// actions come out.
///
/// Held after every event: opening + idle + leased + closing = total ≤ maximum; while a caller waits no connection is
/// idle; callers are served strictly in the order they came; a connection opened for a caller that has left goes to the
/// next caller or becomes idle.
struct PoolStateMachine: Sendable {
    /// A point in time, always passed in.
    typealias Instant = ContinuousClock.Instant

    /// Exits: serving → draining; draining → closing at its deadline, finished when empty; closing → finished when
    /// empty.
    enum Mode: Sendable, Hashable {
        case serving
        case draining(until: Instant)
        case closing
        case finished
    }

    /// What the pool was told to be.
    let settings: PoolSettings
    var mode = Mode.serving
    var slots: [ConnectionID: PoolSlot] = [:]
    /// The longest idle first; the most recently used is leased first, so that a surplus ages out.
    var idle: Deque<ConnectionID> = []
    var waiters = WaiterQueue()
    var opening = 0
    var leased = 0
    var closing = 0
    var generation = 0
    var connectFailures = 0
    var connectAllowedAt: Instant?
    var nextHousekeeping: Instant
    var random: SeededGenerator
    private var lastConnectionNumber = 0
    private var lastLeaseNumber = 0

    /// Makes the machine of an empty pool.
    ///
    /// - Parameters:
    ///   - settings: What the pool is to be.
    ///   - now: The time of its birth.
    ///   - seed: Where its random numbers begin.
    init(settings: PoolSettings, now: Instant, seed: UInt64) {
        self.settings = settings
        self.nextHousekeeping = now + settings.housekeepingInterval
        self.random = SeededGenerator(seed: seed)
    }

    /// The state as numbers.
    var statistics: PoolStatistics {
        PoolStatistics(
            total: slots.count, idle: idle.count, inUse: leased, opening: opening, closing: closing,
            waiting: waiters.count, maximum: settings.maximum, consecutiveConnectFailures: connectFailures)
    }

    mutating func addOpeningSlot() -> ConnectionID {
        lastConnectionNumber += 1
        let id = ConnectionID(number: lastConnectionNumber)
        slots[id] = PoolSlot(phase: .opening, generation: generation, failuresAtStart: connectFailures)
        opening += 1
        return id
    }

    /// The one place where a slot changes its phase, so that the counts follow.
    mutating func move(_ id: ConnectionID, to phase: PoolSlot.Phase) {
        guard let previous = slots[id]?.phase else { return }
        leave(previous, id)
        slots[id]?.phase = phase
        switch phase {
        case .opening: opening += 1
        case .idle: idle.append(id)
        case .leased: leased += 1
        case .closing: closing += 1
        }
    }

    mutating func remove(_ id: ConnectionID) {
        guard let slot = slots.removeValue(forKey: id) else { return }
        leave(slot.phase, id)
    }

    private mutating func leave(_ phase: PoolSlot.Phase, _ id: ConnectionID) {
        switch phase {
        case .opening: opening -= 1
        case .leased: leased -= 1
        case .closing: closing -= 1
        case .idle:
            if idle.last == id {
                idle.removeLast()
            } else {
                idle.removeAll { $0 == id }
            }
        }
    }

    mutating func lease(_ id: ConnectionID) -> LeaseID {
        lastLeaseNumber += 1
        let lease = LeaseID(connection: id, number: lastLeaseNumber)
        move(id, to: .leased(lease))
        return lease
    }

    /// Takes a connection out of use; its slot stays taken until `closed` is reported.
    mutating func retire(_ id: ConnectionID) -> PoolAction {
        move(id, to: .closing)
        return .close(id)
    }
}
