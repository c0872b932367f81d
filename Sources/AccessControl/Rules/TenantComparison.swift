import PostgresCatalog

/// The one condition that keeps tenants apart: the row's tenant is the transaction's, and without one no row is shown.
///
/// It is recognised exactly, in the form in which PostgreSQL prints it back. A condition with something beside it, such
/// as `OR true`, is not it.
struct TenantComparison {
    let column: String
    let setting: String

    func isKept(by policy: RowPolicy) -> Bool {
        let conditions: [String?] =
            switch policy.command {
            case .select, .delete: [policy.using]
            case .insert: [policy.check]
            // Without WITH CHECK, USING is checked for what is written too.
            case .update, .all: [policy.using, policy.check ?? policy.using]
            }
        return conditions.allSatisfy { $0.map(matches) ?? false }
    }

    private func matches(_ condition: String) -> Bool {
        let value = "NULLIF(current_setting('\(setting)'::text, true), ''::text)"
        // A column of varchar is compared as text.
        for name in [column, "\"\(column)\""].flatMap({ [$0, "(\($0))::text"] }) {
            if condition == "(\(name) = \(value))" { return true }
            if condition.hasPrefix("(\(name) = (\(value))::"), condition.hasSuffix(")") {
                let type = condition.dropFirst("(\(name) = (\(value))::".count).dropLast()
                return type.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == " " }
            }
        }
        return false
    }
}
