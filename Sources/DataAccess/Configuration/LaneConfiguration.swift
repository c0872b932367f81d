/// The connections that short reads share, several of them under way on each: see ``Database/lane``.
public struct LaneConfiguration: Sendable, Hashable {
    /// How many connections of the readonly login, at least 1. They are not counted in the readonly pool's size.
    public var connections: Int
    /// How many reads may be under way on each, at least 1; more wait in order.
    public var inFlight: Int
    /// How long the server lets one read take: it holds up those behind it.
    public var timeout: Duration

    /// Makes the configuration of a lane.
    public init(connections: Int, inFlight: Int = 32, timeout: Duration = .seconds(1)) {
        self.connections = connections
        self.inFlight = inFlight
        self.timeout = timeout
    }
}

extension LaneConfiguration {
    /// - Returns: Nil without connections.
    init?(_ reading: inout ConfigurationReading) {
        let connections = reading.integer(.laneSize, in: 0...1000, default: 0)
        let timeout = reading.milliseconds(.laneTimeout, in: 1...600_000, default: 1_000)
        guard connections > 0 else { return nil }
        self.init(connections: connections, timeout: timeout)
    }
}
