import Migrations

extension DatabaseSurvey {
    /// So many of a kind are named; JSON has all.
    private static let longestList = 20

    /// For people: the owners, then what stands against least privilege, kind by kind.
    var text: String {
        let told = SurveyRisk.allCases.map { ($0, findings($0)) }.filter { !$0.1.isEmpty }
        let sections = told.map { risk, findings in
            let named = findings.prefix(Self.longestList).map { "    \($0.line)\n" }.joined()
            let rest = findings.count - Self.longestList
            return "\n✗ \(risk.title): \(findings.count)\n  \(risk.consequence)\n  \(risk.advice)\n\(named)"
                + (rest > 0 ? "    and \(rest) more; --format json names them\n" : "")
        }
        let sum = findings.isEmpty ? "\nnothing stands against least privilege\n" : ""
        return ownersText + sections.joined() + sum
    }

    private var ownersText: String {
        let kinds = [
            "database", "schema", "table", "partitioned table", "view", "materialized view", "foreign table",
            "sequence",
            "function", "other",
        ].filter { kind in owners.contains { $0.objects[kind] != nil } }
        var table = TextTable(["owner", "logs in", "sessions"] + kinds)
        for owner in owners {
            let name = owner.role == administrator ? "\(owner.role) (administrator)" : owner.role
            table.add(
                [name, owner.isLogin ? "yes" : "no", String(owner.sessions)]
                    + kinds.map { String(owner.objects[$0] ?? 0) })
        }
        return table.text
    }
}

extension SurveyFinding {
    /// Its object, and whose it is or what is granted.
    fileprivate var line: String {
        switch risk {
        case .foreignOwner: "\(object), owned by \(role ?? "")"
        case .grantToPublic: "\(object): \(detail ?? "")"
        case .grantToLogin: "\(object): \(detail ?? "") to \(role ?? "")"
        case .loginOwner, .superuserSession: "\(role ?? ""): \(detail ?? "")"
        case .definerWithoutSearchPath, .tenantTableUnprotected, .viewAsOwner: object
        }
    }
}
