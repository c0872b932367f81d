/// That every change of a tenant's rows is put on record.
public struct AuditPolicy: Hashable, Sendable {
    /// The function that the triggers of every tenant table call; one of another schema than the policy's as
    /// `schema.name`.
    public var function: String
    /// Tables that need none; those of other schemas than the policy's as `schema.name`.
    public var exempt: Set<String> = []

    /// Names the function.
    public init(function: String) {
        self.function = function
    }
}
