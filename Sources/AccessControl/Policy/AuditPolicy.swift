/// That every change of a tenant's rows is put on record.
public struct AuditPolicy: Hashable, Sendable {
    /// The function that the triggers of every tenant table call, without schema.
    public var function: String
    /// Tables that need none.
    public var exempt: Set<String> = []

    /// Names the function.
    public init(function: String) {
        self.function = function
    }
}
