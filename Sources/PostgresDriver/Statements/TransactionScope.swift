/// Settings that hold for one transaction, such as the tenant that row-level security asks for.
///
/// They are set with `set_config(name, value, true)` in the same round trip as the statements they are for. After the
/// transaction the server has forgotten them; a setting that it did not know before reads as an empty text then.
public struct TransactionScope: Hashable, Sendable {
    /// Made once for all the statements that the scope goes with, and shared: a scope is copied with each of them.
    private final class Form: Sendable {
        let statement: SQL
        let message: Result<StatementMessage, DatabaseError>

        init(_ statement: SQL) {
            self.statement = statement
            do throws(DatabaseError) {
                message = .success(try StatementMessage(statement))
            } catch {
                message = .failure(error)
            }
        }
    }

    private let form: Form

    var statement: SQL { form.statement }

    /// The statement, checked.
    var message: Result<StatementMessage, DatabaseError> { form.message }

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
        form = Form(statement)
    }

    /// Whether two scopes set the same.
    public static func == (first: TransactionScope, second: TransactionScope) -> Bool {
        first.statement == second.statement
    }

    /// By what is set.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(statement)
    }
}
