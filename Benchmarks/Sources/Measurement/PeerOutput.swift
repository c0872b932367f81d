/// What a peer printed cannot be understood.
public struct UnreadableOutput: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which line was looked for.
    public let description: String

    init(lookedFor line: String) {
        description = "its output has no \(line)"
    }
}

/// Reads what the peers print that are not ours.
public enum PeerOutput {
    /// pgbench: `number of transactions actually processed: 285031` and `tps = 57006.12 (without initial connection
    /// time)`.
    ///
    /// - Parameters:
    ///   - text: What pgbench printed.
    ///   - cpuSeconds: The CPU time of its process.
    public static func pgbench(_ text: String, cpuSeconds: Double) throws(UnreadableOutput) -> Sample {
        guard let match = text.firstMatch(of: #/transactions actually processed: (\d+)/#), let count = Int(match.1)
        else { throw UnreadableOutput(lookedFor: "\"transactions actually processed\"") }
        guard let match = text.firstMatch(of: #/tps = ([0-9.]+) /#), let rate = Double(match.1), rate > 0
        else { throw UnreadableOutput(lookedFor: "\"tps = …\"") }
        return Sample(operations: count, seconds: Double(count) / rate, cpuSeconds: cpuSeconds)
    }

    /// psql with `\timing on`: every `Time: 70.123 ms` is one operation.
    ///
    /// - Parameter text: What psql printed.
    public static func psql(_ text: String) throws(UnreadableOutput) -> Sample {
        let times = text.matches(of: #/(?m)^Time: ([0-9.]+) ms/#).compactMap { Double($0.1) }
        guard !times.isEmpty else { throw UnreadableOutput(lookedFor: "\"Time: … ms\"") }
        return Sample(operations: times.count, seconds: times.reduce(0, +) / 1_000)
    }
}
