/// A message that the server sends along without failing: a notice or a warning.
public struct Notice: Hashable, Sendable {
    /// `WARNING`, `NOTICE`, `INFO`, `LOG` or `DEBUG`.
    public let severity: String
    /// The code; `00000` for most notices.
    public let sqlState: SQLState
    /// The text; it may quote values.
    public let message: String
}
