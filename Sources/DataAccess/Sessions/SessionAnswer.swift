import PostgresDriver

/// What a session's closure returned.
///
/// Sendable although the value need not be: it is made of a value that was handed over as `sending`, and taken apart once
/// by the task that waits for it. `TaskLocal.withValue` has no `sending` in its signature.
struct SessionAnswer<Value>: @unchecked Sendable {
    let value: Value
    /// What COMMIT came to, when that is not known.
    let unknown: DatabaseError?

    init(_ value: sending Value, unknown: DatabaseError?) {
        self.value = value
        self.unknown = unknown
    }
}
