extension BenchmarkReport {
    /// The report as tables for people.
    public var text: String {
        let blocks = [circumstanceLines] + workloads.map(Self.lines) + [goalLines]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    private var circumstanceLines: [String] {
        let width = circumstances.map(\.name.count).max() ?? 0
        return circumstances.map { circumstance in
            let padding = String(repeating: " ", count: width - circumstance.name.count)
            return "\(circumstance.name)\(padding)  \(circumstance.value)"
        }
    }

    private static func lines(of workload: WorkloadResult) -> [String] {
        let metric = workload.metric
        var table = TextTable(
            header: ["", metric.title, "least", "most", "client CPU each", "peak memory", "first ÷ this"])
        let ours = workload.standings.first?.statistics(of: metric)
        var absences: [String] = []
        for standing in workload.standings {
            if let absence = standing.absence { absences.append("  \(standing.contestant): \(absence)") }
            guard let figures = standing.statistics(of: metric) else { continue }
            table.append([
                standing.contestant, metric.text(figures.median), metric.text(figures.minimum),
                metric.text(figures.maximum), standing.cpuPerOperation.map { Self.duration($0.median) } ?? "",
                standing.peakMemory.map { Self.megabytes($0.median) } ?? "",
                ours.map { Figures.rounded($0.median / figures.median, decimals: 2) } ?? "",
            ])
        }
        return ["\(workload.name): \(workload.title)"] + table.lines + absences
    }

    private var goalLines: [String] {
        guard !goals.isEmpty else { return [] }
        var table = TextTable(header: ["goal", "seen", "reach", "stretch", ""])
        for judged in goals {
            let goal = judged.goal
            let sign = goal.direction == .atLeast ? "≥" : "≤"
            table.append([
                goal.figure.description, judged.seen.map(goal.figure.text) ?? "–",
                "\(sign) \(goal.figure.text(goal.reach))",
                goal.stretch.map { "\(sign) \(goal.figure.text($0))" } ?? "",
                judged.verdict?.rawValue ?? "not measured",
            ])
        }
        return table.lines
    }

    fileprivate static func duration(_ seconds: Double) -> String {
        seconds < 0.001
            ? "\(Figures.rounded(seconds * 1_000_000, decimals: 1)) µs"
            : "\(Figures.rounded(seconds * 1_000, decimals: 1)) ms"
    }

    fileprivate static func megabytes(_ bytes: Double) -> String {
        "\(Figures.rounded(bytes / 1_000_000, decimals: 1)) MB"
    }
}

extension Goal.Figure {
    /// What is compared, in words.
    var description: String {
        switch self {
        case .quotient(let place, let other):
            other.workload == place.workload
                ? "\(place.workload) ÷ \(other.contestant)"
                : "\(place.workload) ÷ \(other.contestant) in \(other.workload)"
        case .cpuPerOperation(let place): "\(place.workload), client CPU each"
        case .peakMemory(let place): "\(place.workload), peak memory"
        }
    }

    func text(_ value: Double) -> String {
        switch self {
        case .quotient: Figures.rounded(value, decimals: 2)
        case .cpuPerOperation: BenchmarkReport.duration(value)
        case .peakMemory: BenchmarkReport.megabytes(value)
        }
    }
}
