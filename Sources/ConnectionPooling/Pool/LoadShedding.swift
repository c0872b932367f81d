/// When a pool sends callers away early, because the queue does not get shorter: better some are refused at once than
/// all wait until their deadline.
///
/// Controlled delay (Nichols and Jacobson, "Controlling Queue Delay", 2012) in the form of Ecto's DBConnection: when
/// during a whole interval nobody waited less than the target, callers that have waited twice the target are sent away
/// until somebody waits less again.
public struct LoadShedding: Sendable, Hashable {
    /// The wait that is always acceptable.
    public var target: Duration
    /// For how long every wait has to be longer than that before anybody is sent away.
    public var interval: Duration

    /// Makes the rule.
    ///
    /// - Parameters:
    ///   - target: Above zero; 50 ms as in DBConnection.
    ///   - interval: Longer than the target; 2 s.
    public init(target: Duration = .milliseconds(50), interval: Duration = .seconds(2)) {
        self.target = target
        self.interval = interval
    }
}
