/// What a slot of the pool is doing. Exits: opening → idle, leased, closing, gone; idle → leased, closing;
/// leased → idle, leased (to the next waiter), closing; closing → gone.
struct PoolSlot: Sendable {
    enum Phase: Sendable, Hashable {
        case opening
        case idle(since: ContinuousClock.Instant)
        case leased(LeaseID)
        case closing
    }

    var phase: Phase
    /// Which credentials it was opened with, stamped before the connect so that a rotation meanwhile is noticed.
    let generation: Int
    /// How many connects had failed in a row when this one began; connects that began together fail as one.
    let failuresAtStart: Int
    /// When its life is over, drawn at birth.
    var expires: ContinuousClock.Instant?
}
