public import PostgresDriver

extension Database {
    /// The lane of short reads.
    ///
    /// ```swift
    /// let vendor = try await database.lane.first(Vendor.where { $0.id == id }, for: tenant)
    /// ```
    /// - Throws: `.poolUnavailable` when the configuration has none, as behind a pooler it cannot.
    public var lane: ReadLane {
        get throws(DatabaseError) {
            guard let multiplexer else {
                throw DatabaseError(
                    .poolUnavailable,
                    detail: "this process has no lane: set \(ConfigurationKey.laneSize.name) above 0, with direct "
                        + "connections to the server, or read in a session")
            }
            return ReadLane(multiplexer: multiplexer, log: try pool(.readonly).watch.log)
        }
    }

    /// The state of the lane at this instant; nil when there is none.
    public func laneStatistics() -> LaneStatistics? { multiplexer?.statistics }

    /// Looks after the lane while the database runs.
    func keepLane() async {
        guard let multiplexer, let lane = configuration.lane else { return }
        await LaneKeeper(
            multiplexer: multiplexer, lifetime: configuration.readonly.maximumLifetime, timeout: lane.timeout,
            metrics: observation.laneMetrics()
        ).run()
    }
}
