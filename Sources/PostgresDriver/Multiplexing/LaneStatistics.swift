/// The shared connections of a ``Multiplexer`` at one instant.
public struct LaneStatistics: Sendable, Hashable {
    /// How many connections there are at most.
    public let maximum: Int
    /// How many of them are open.
    public let open: Int
    /// How many of them have a request under way.
    public let busy: Int
    /// How many requests are under way.
    public let inFlight: Int
    /// How many requests wait for a place.
    public let waiting: Int
}

extension LaneStatistics {
    static func + (one: Self, other: Self) -> Self {
        Self(
            maximum: one.maximum + other.maximum, open: one.open + other.open, busy: one.busy + other.busy,
            inFlight: one.inFlight + other.inFlight, waiting: one.waiting + other.waiting)
    }
}
