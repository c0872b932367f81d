/// Every decision of a connection pool, without I/O and without a clock: events go in with the time they happened at,
/// actions come out.
///
/// Held after every event: connecting + validating + idle + leased + closing = total ≤ maximum; while a caller waits,
/// a connection is idle only when one is being validated for that caller; callers are served strictly in the order they
/// came; a connection opened for a caller that has left goes to the next caller or becomes idle; while a caller waits
/// something is under way that ends in an event, or ``nextWake`` is set.
struct PoolStateMachine: Sendable {
    /// A point in time, always passed in: how long it is after the clock's origin.
    typealias Instant = Duration

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
    var slots: [PoolSlot]
    var freeSlots: [Int]
    var idle = IdleConnections()
    var waiters = WaiterQueue()
    var shedder: LoadShedder?
    var connecting = 0
    var validating = 0
    /// How many of `validating` are so on suspicion alone: no caller counts on them.
    var suspected = 0
    /// The one that is validated to keep it alive: one at a time, so that the others stay ready.
    var keptAlive: ConnectionID?
    var leased = 0
    var closing = 0
    var generation = 0
    var connectFailures = 0
    var connectAllowedAt: Instant?
    var nextHousekeeping: Instant
    var nextHolderReport: Instant
    var random: SeededGenerator
    var totals = PoolTotals()
    var waitingPeak = 0
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
        slots = Array(repeating: PoolSlot(now: now), count: settings.maximum)
        freeSlots = (0..<settings.maximum).reversed()
        shedder = settings.shedding.map { LoadShedder($0, now: now) }
        nextHousekeeping = now + settings.housekeepingInterval
        nextHolderReport = now
        random = SeededGenerator(seed: seed)
    }

    var total: Int { slots.count - freeSlots.count }

    /// The state as numbers.
    var statistics: PoolStatistics {
        PoolStatistics(
            total: total, idle: idle.count, inUse: leased, opening: connecting + validating, closing: closing,
            waiting: waiters.count, maximum: settings.maximum, consecutiveConnectFailures: connectFailures,
            totals: totals)
    }

    /// The longest the queue has been since this was last asked.
    mutating func takeWaitingPeak() -> Int {
        defer { waitingPeak = waiters.count }
        return waitingPeak
    }

    // MARK: Slots

    /// Whether the place is still this connection's.
    func holds(_ id: ConnectionID) -> Bool { slots[id.slot].number == id.number }

    func isExpired(_ id: ConnectionID, now: Instant) -> Bool { slots[id.slot].expires <= now }

    /// The connections in some phase, by their places.
    func connections(in isMeant: (PoolSlot.Phase) -> Bool) -> [ConnectionID] {
        slots.indices.filter { isMeant(slots[$0].phase) }.map { ConnectionID(slot: $0, number: slots[$0].number) }
    }

    /// Takes a free place for a connection that is to be opened.
    mutating func takeSlot(now: Instant) -> ConnectionID? {
        guard let slot = freeSlots.popLast() else { return nil }
        lastConnectionNumber += 1
        slots[slot].number = lastConnectionNumber
        slots[slot].generation = generation
        slots[slot].failuresAtStart = connectFailures
        slots[slot].bornAt = now
        let id = ConnectionID(slot: slot, number: lastConnectionNumber)
        move(id, to: .connecting)
        return id
    }

    mutating func freeSlot(_ id: ConnectionID) {
        move(id, to: .free)
        freeSlots.append(id.slot)
    }

    /// The one place where a slot changes its phase, so that the counts follow.
    mutating func move(_ id: ConnectionID, to phase: PoolSlot.Phase) {
        count(slots[id.slot].phase, id, by: -1)
        slots[id.slot].phase = phase
        count(phase, id, by: 1)
    }

    private mutating func count(_ phase: PoolSlot.Phase, _ id: ConnectionID, by change: Int) {
        switch phase {
        case .free: break
        case .connecting: connecting += change
        case .leased: leased += change
        case .closing: closing += change
        case .validating(let purpose):
            validating += change
            if purpose == .suspicion { suspected += change }
            if purpose == .keepalive { keptAlive = change > 0 ? id : nil }
        case .idle where change > 0:
            idle.insert(id, home: slots[id.slot].home, since: slots[id.slot].idleSince)
        case .idle: idle.remove(id, home: slots[id.slot].home)
        }
    }

    mutating func lease(_ id: ConnectionID, now: Instant) -> LeaseID {
        lastLeaseNumber += 1
        totals.leases += 1
        slots[id.slot].leasedAt = now
        slots[id.slot].isReported = false
        move(id, to: .leased(lastLeaseNumber))
        return LeaseID(connection: id, number: lastLeaseNumber)
    }

    /// Takes a connection out of use; its slot stays taken until `closed` is reported.
    mutating func retire(_ id: ConnectionID, _ reason: PoolCloseReason, now: Instant) -> PoolAction {
        move(id, to: .closing)
        totals.closed[reason, default: 0] += 1
        return .close(id, reason, age: now - slots[id.slot].bornAt)
    }
}
