import AnalysisReports

extension AccessProof {
    /// For continuous integration: JUnit's XML, a case for each kind of difference and one for each login that tried.
    /// Known risks and what is exempt are the suite's output.
    public var junit: String {
        let found = Dictionary(grouping: matrix.surprises, by: \.kind)
        let kinds = Surprise.Kind.allCases.filter { $0 != .probe }.map { kind in
            JUnitReport.Case(kind.rawValue, failures: (found[kind] ?? []).map(\.description))
        }
        return JUnitReport(suite: "dal access verify", cases: kinds + attempts, output: matrix.risks).text
    }

    /// As ``junit``, of what was tried alone.
    public var probeJUnit: String {
        JUnitReport(suite: "dal access probe", cases: attempts).text
    }

    private var attempts: [JUnitReport.Case] {
        probes.map { probe in
            JUnitReport.Case(
                "tried as \(probe.login)", failures: probe.surprises.map(\.description),
                output: ["\(probe.allowed) allowed, \(probe.refused) refused, as declared"])
        }
    }
}
