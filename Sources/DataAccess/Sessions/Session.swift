import PostgresDriver

/// A transaction under way, as the closure of `read`, `write` or `administer` sees it.
///
/// What it may do follows from its types: the role `R` says whether it writes, the scope `S` which rows it sees. It is
/// deliberately not `Sendable`, so it cannot escape into a `Task` or an `async let`; kept past its closure, every call
/// throws `.sessionEnded`.
///
/// Statements that change the session for good (`SET`, `LISTEN`, `PREPARE` …) cost the pool the connection, which is
/// closed afterwards: for a setting within the transaction use `SELECT set_config(name, value, true)`.
public final class Session<R: Role, S: Scope> {
    let transaction: Transaction<PostgresConnection>

    init(_ transaction: Transaction<PostgresConnection>) {
        self.transaction = transaction
    }
}
