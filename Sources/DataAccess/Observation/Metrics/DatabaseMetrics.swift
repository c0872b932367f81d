/// What a metrics backend has to be told, because swift-metrics has no word for it.
public enum DatabaseMetrics {
    /// The upper limits of the buckets of every duration this library reports, by OpenTelemetry's advice for
    /// `db.client.operation.duration`. One second is an exact limit, so that "slower than a second" can be asked.
    public static let durationBuckets: [Duration] = [
        .milliseconds(1), .milliseconds(5), .milliseconds(10), .milliseconds(50), .milliseconds(100),
        .milliseconds(500), .seconds(1), .seconds(5), .seconds(10),
    ]
}
