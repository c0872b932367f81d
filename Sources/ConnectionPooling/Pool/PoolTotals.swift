/// What has happened in a pool since it was made; none of the numbers ever falls.
public struct PoolTotals: Sendable, Hashable {
    /// Connections handed to callers, with or without a wait.
    public var leases = 0
    /// Callers that got none before their deadline.
    public var timeouts = 0
    /// Callers sent away by load shedding.
    public var sheds = 0
    /// Callers cancelled while they waited.
    public var cancellations = 0
    /// Connections opened.
    public var opened = 0
    /// Connects that failed.
    public var failedConnects = 0
    /// Connections taken out of use, by reason; a reason not seen yet is absent.
    public var closed: [PoolCloseReason: Int] = [:]

    /// Makes totals of nothing.
    public init() {}
}
