/// Settings that hold for one transaction, such as the tenant that row-level security asks for.
///
/// They are set with `set_config(name, value, true)` in the same round trip as the statements they are for. After the
/// transaction the server has forgotten them; a setting that it did not know before reads as an empty text then.
public struct TransactionScope: Hashable, Sendable {
    let statement: SQL

    /// Describes a scope.
    ///
    /// - Parameter settings: The settings' names, such as `app.current_tenant_id`, and their values; at least one. The
    ///   order does not matter.
    public init(_ settings: KeyValuePairs<String, String>) {
        var statement: SQL = "SELECT "
        for (index, (name, value)) in settings.enumerated() {
            statement.append(
                index == 0 ? "set_config(\(name), \(value), true)" : ", set_config(\(name), \(value), true)")
        }
        self.statement = statement
    }
}
