/// What is seen of statements while they run.
///
/// Statistics, the last statements, metrics and spans are always there; values of parameters never are.
public struct ObservationConfiguration: Sendable, Hashable {
    /// Whether statements are observed at all. Only a comparison of costs has a reason to say no.
    public var isEnabled: Bool
    /// A statement that takes longer is a warning in the log, once a minute for statements that mean the same.
    public var slowThreshold: Duration
    /// Whether spans carry the statement's text, with `$1`, `$2` … in place of values, as `db.query.text`.
    public var tracesText: Bool

    /// Makes a configuration; every part has a default that suits production.
    public init(isEnabled: Bool = true, slowThreshold: Duration = .seconds(1), tracesText: Bool = false) {
        self.isEnabled = isEnabled
        self.slowThreshold = slowThreshold
        self.tracesText = tracesText
    }
}

extension ObservationConfiguration {
    init(_ reading: inout ConfigurationReading) {
        self.init(
            slowThreshold: reading.milliseconds(.slowQuery, in: 1...3_600_000, default: 1000),
            tracesText: reading.boolean(.traceQueryText, default: false))
    }
}
