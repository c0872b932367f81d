/// What one contestant did in one workload.
public struct Standing: Codable, Hashable, Sendable {
    /// The contestant's name, such as `pgbench`.
    public let contestant: String
    /// Its version; `nil` when it is missing.
    public let version: String?
    /// Its runs, in the order of the rounds.
    public var samples: [Sample]
    /// Why there are no runs, or not all: what is missing and how to get it, or how it failed.
    public var absence: String?

    /// Describes a contestant, with its runs if there are some already.
    public init(contestant: String, version: String?, samples: [Sample] = [], absence: String? = nil) {
        self.contestant = contestant
        self.version = version
        self.samples = samples
        self.absence = absence
    }

    /// The runs by a metric; `nil` when there are none.
    public func statistics(of metric: Metric) -> Statistics? {
        Statistics(samples.map(metric.value))
    }

    /// The client's CPU time for one operation, in seconds.
    public var cpuPerOperation: Statistics? {
        Statistics(samples.compactMap { sample in sample.cpuSeconds.map { $0 / Double(sample.operations) } })
    }

    /// The most memory resident, in bytes.
    public var peakMemory: Statistics? {
        Statistics(samples.compactMap { sample in sample.peakMemory.map(Double.init) })
    }
}
