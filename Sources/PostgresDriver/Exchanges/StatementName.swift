/// The name of a prepared statement. A connection never gives one out twice, so that a name that the server still knows
/// can never mean another statement.
struct StatementName: Hashable, Sendable {
    let number: UInt64

    /// As the server knows it.
    var text: String { "dal_\(number)" }
}
