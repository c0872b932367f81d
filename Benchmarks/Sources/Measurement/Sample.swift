/// What one run of one contestant came to.
public struct Sample: Codable, Hashable, Sendable {
    /// How many operations were done: queries, reads of the whole table, connects.
    public let operations: Int
    /// How long they took together, in seconds of wall clock.
    public let seconds: Double
    /// The CPU time of the client's process in them, user and system, in seconds; the server's is not in it.
    public let cpuSeconds: Double?
    /// The most memory that the client's process ever had resident, in bytes.
    public let peakMemory: Int?

    /// Describes a run.
    public init(operations: Int, seconds: Double, cpuSeconds: Double? = nil, peakMemory: Int? = nil) {
        self.operations = operations
        self.seconds = seconds
        self.cpuSeconds = cpuSeconds
        self.peakMemory = peakMemory
    }

    enum CodingKeys: String, CodingKey {
        case operations
        case seconds
        case cpuSeconds = "cpu_seconds"
        case peakMemory = "peak_memory"
    }
}
