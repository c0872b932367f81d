import PostgresDriver

/// What the closure of `read`, `write` or `administer` works with.
///
/// What it may do follows from its types: the role `R` says whether it writes, the scope `S` which rows it sees. It is
/// deliberately not `Sendable`, so it cannot escape into a `Task` or an `async let`; kept past its closure, every call
/// throws `.sessionEnded`.
///
/// Statements that change the session for good (`SET`, `LISTEN`, `PREPARE` …) cost the pool the connection, which is
/// closed afterwards: for a setting within the transaction use `SELECT set_config(name, value, true)`.
public final class Session<R: Role, S: Scope> {
    let work: SessionWork

    init(_ work: SessionWork) {
        self.work = work
    }
}
