/// Gives statements better names than the keyword they begin with.
///
/// It is asked once for every new text, on a background task of ``Database/run()`` and never on a request's way, so that
/// it may parse. Until it has answered the statement goes by its keyword.
public protocol StatementNaming: Sendable {
    /// The name of a statement.
    ///
    /// - Parameter text: The statement as the server gets it, with `$1`, `$2` … in place of values; whatever else
    ///   stands in it must not come back in the name when it may be a value.
    /// - Returns: The name, or nil to keep the keyword.
    func name(of text: String) -> StatementName?
}
