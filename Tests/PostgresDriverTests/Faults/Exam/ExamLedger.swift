import PostgresDriver

/// What callers were told of the rows they wrote, to be compared with what the table holds in the end.
struct ExamLedger: Sendable {
    /// What a caller may believe.
    enum Verdict: String, Sendable, CaseIterable {
        case applied, notApplied, unknown

        init(_ outcome: DatabaseError.Outcome) {
            self =
                switch outcome {
                case .notApplied, .rolledBack: .notApplied
                case .unknown: .unknown
                }
        }
    }

    /// Rows that are written together or not at all.
    struct Entry: Sendable {
        let markers: [Int]
        let verdict: Verdict
        /// For the report of a contradiction.
        let work: String
    }

    private(set) var entries: [Entry] = []

    mutating func note(_ entry: Entry) {
        entries.append(entry)
    }

    mutating func add(_ other: ExamLedger) {
        entries += other.entries
    }

    func count(_ verdict: Verdict) -> Int {
        entries.count { $0.verdict == verdict }
    }

    /// Where the table says something else than the callers were told.
    ///
    /// - Parameter table: How often each marker is there.
    func contradictions(to table: [Int: Int]) -> [String] {
        let written = Set(entries.flatMap(\.markers))
        let foreign = table.keys.filter { !written.contains($0) }.map { "marker \($0) was written by nobody" }
        return foreign + entries.compactMap { contradiction(of: $0, to: table) }
    }

    private func contradiction(of entry: Entry, to table: [Int: Int]) -> String? {
        let counts = Set(entry.markers.map { table[$0] ?? 0 })
        let expected: Set<Int> =
            switch entry.verdict {
            case .applied: [1]
            case .notApplied: [0]
            case .unknown: [0, 1]
            }
        guard counts.count > 1 || !counts.isSubset(of: expected) else { return nil }
        return "\(entry.work): told \(entry.verdict.rawValue), rows found \(counts.sorted()) times"
    }
}
