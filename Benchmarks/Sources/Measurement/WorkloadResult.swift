/// What all contestants did in one workload.
public struct WorkloadResult: Codable, Hashable, Sendable {
    /// The workload's name, such as `point-select`.
    public let name: String
    /// What is done, in words.
    public let title: String
    /// What is compared.
    public let metric: Metric
    /// The contestants, our own driver first.
    public var standings: [Standing]

    /// Describes a workload, with what is known of it already.
    public init(name: String, title: String, metric: Metric, standings: [Standing]) {
        self.name = name
        self.title = title
        self.metric = metric
        self.standings = standings
    }

    /// What a contestant did.
    public func standing(of contestant: String) -> Standing? {
        standings.first { $0.contestant == contestant }
    }
}
