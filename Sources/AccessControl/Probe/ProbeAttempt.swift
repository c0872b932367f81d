import PostgresDriver

/// One statement that a login tries, and how it should end. None can change a row or draw a number, whether allowed or
/// not.
struct ProbeAttempt: Sendable {
    /// How an attempt should end.
    enum Expectation: Hashable, Sendable {
        /// Without an error.
        case allowed
        /// With `insufficient_privilege`, or, for a GRANT, the warning that nothing was granted.
        case refused
        /// With one row that holds this truth value.
        case answer(Bool)
    }

    /// What is tried, to follow "may" or "cannot".
    let what: String
    let statement: SQL
    let expectation: Expectation
    /// The error that ends the statement after its privileges were checked, for one that must never take effect.
    var ending: SQLState?

    init(_ what: String, _ statement: SQL, _ expectation: Expectation, ending: SQLState? = nil) {
        self.what = what
        self.statement = statement
        self.expectation = expectation
        self.ending = ending
    }
}
