extension AccessProof {
    /// The proof for people: the matrix, what was tried, every surprise by name, the known risks. At most 100 columns
    /// wide, but for names that are longer.
    public var text: String {
        (matrix.tables() + [""] + attempts + surpriseLines + riskLines).joined(separator: "\n") + "\n"
    }

    /// What was tried, and what ended otherwise, without what the catalogue says.
    public var probeText: String {
        let surprises = probes.flatMap(\.surprises)
        let lines = surprises.flatMap { WrappedLine.lines($0.description, first: "  ", then: "      ") }
        return (attempts.dropLast() + (lines.isEmpty ? ["no surprise"] : lines)).joined(separator: "\n") + "\n"
    }

    private var attempts: [String] {
        probes.map { probe in
            let surprising = probe.surprises.isEmpty ? "" : ", \(probe.surprises.count) otherwise"
            return
                "tried as \(probe.login): \(probe.allowed) allowed, \(probe.refused) refused, as declared\(surprising)"
        } + (probes.isEmpty ? [] : [""])
    }

    private var surpriseLines: [String] {
        guard !holds else { return ["no surprise"] }
        let heading = "\(surprises.count.of("surprise")):"
        return [heading] + surprises.flatMap { WrappedLine.lines($0.description, first: "  ", then: "      ") }
    }

    private var riskLines: [String] {
        matrix.risks.flatMap { [""] + WrappedLine.lines($0, first: "known risk: ", then: "  ") }
    }
}
