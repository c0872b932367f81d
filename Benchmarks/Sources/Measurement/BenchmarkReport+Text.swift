extension BenchmarkReport {
    /// The report as tables for people.
    public var text: String {
        let blocks = [circumstanceLines] + workloads.map(Self.lines) + [figureLines]
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

    /// One line for each figure: the goals, and what is only reported.
    private var figureLines: [String] {
        var table = TextTable(header: ["figure", "ours", "peer", "ours ÷ peer", "reach", "stretch", ""])
        for workload in workloads {
            let judged = goals.filter { $0.goal.figure.place.workload == workload.name }
            for goal in judged { table.append(cells(of: goal, workload.metric)) }
            if judged.isEmpty, let ours = workload.standings.first?.statistics(of: workload.metric) {
                table.append([workload.name, workload.metric.textWithUnit(ours.median), "", "", "", "", "reported"])
            }
        }
        return table.lines
    }

    private func cells(of judged: JudgedGoal, _ metric: Metric) -> [String] {
        let figure = judged.goal.figure
        let sign = judged.goal.direction == .atLeast ? "≥" : "≤"
        var (peer, ratio) = ("", "")
        if case .quotient(_, let other) = figure {
            let metric = workloads.first { $0.name == other.workload }?.metric ?? metric
            peer = judged.peer.map(metric.textWithUnit) ?? "–"
            ratio = judged.seen.map(figure.text) ?? "–"
        }
        return [
            figure.description, judged.ours.map { figure.textOfOurs($0, metric) } ?? "–", peer, ratio,
            "\(sign) \(figure.text(judged.goal.reach))", judged.goal.stretch.map { "\(sign) \(figure.text($0))" } ?? "",
            judged.verdict?.rawValue ?? "not measured",
        ]
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
        case .time(let place): "\(place.workload), time each"
        case .peakMemory(let place): "\(place.workload), peak memory"
        }
    }

    /// The value that the figure is for, before anything is compared with it.
    func textOfOurs(_ value: Double, _ metric: Metric) -> String {
        if case .quotient = self { metric.textWithUnit(value) } else { text(value) }
    }

    func text(_ value: Double) -> String {
        switch self {
        case .quotient: Figures.rounded(value, decimals: 2)
        case .cpuPerOperation, .time: BenchmarkReport.duration(value)
        case .peakMemory: BenchmarkReport.megabytes(value)
        }
    }
}
