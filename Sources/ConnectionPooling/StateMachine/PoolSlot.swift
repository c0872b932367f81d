/// A place for one connection, and what is known of the one that has it.
///
/// Exits: free → connecting; connecting → idle, leased, closing, free; idle → leased, validating, closing;
/// validating → idle, leased, closing; leased → idle, leased (to the next waiter), closing; closing → free.
struct PoolSlot: Sendable {
    enum Phase: Sendable, Hashable {
        case free
        case connecting
        case validating(ValidationPurpose)
        case idle
        /// By its lease's number.
        case leased(Int)
        case closing
    }

    var phase = Phase.free
    /// The number of the connection that has the place or had it last.
    var number = 0
    /// The event loop it lives on.
    var home = 0
    /// Which credentials it was opened with, stamped before the connect so that a rotation meanwhile is noticed.
    var generation = 0
    /// How many connects had failed in a row when this one began; connects that began together fail as one.
    var failuresAtStart = 0
    /// When it was opened; until then, when its connect began.
    var bornAt: Duration
    /// When its life is over, drawn at birth.
    var expires: Duration
    /// When it was last known to answer.
    var lastUsed: Duration
    /// Since when nobody has used it. A validation is no use, else keepalive would keep a surplus for ever.
    var idleSince: Duration
    /// When the lease began that is under way.
    var leasedAt: Duration
    /// When the validation under way has taken too long.
    var validationDeadline: Duration
    /// Whether the lease under way has been reported as a possible leak.
    var isReported = false

    /// Makes a free place.
    init(now: Duration) {
        bornAt = now
        expires = now
        lastUsed = now
        idleSince = now
        leasedAt = now
        validationDeadline = now
    }
}

/// What a connection is validated for.
enum ValidationPurpose: Sendable, Hashable {
    /// A caller waits and it has not been used for a while.
    case caller
    /// It has been idle for so long that something on the way might forget it.
    case keepalive
    /// Another one failed its validation.
    case suspicion
}
