import DataAccess
import StatementAnalysis

/// Names statements by PostgreSQL's own parser.
struct ParsedStatementNaming: StatementNaming {
    func name(of text: String) -> StatementName? {
        guard let summary = QuerySummary(of: text) else { return nil }
        return StatementName(
            summary: summary.text, operation: summary.operation, fingerprint: try? StatementFingerprint.of(text))
    }
}
