/// What a rehearsal does.
public struct RehearsalOptions: Sendable {
    /// The first version to rehearse, which may be applied already; nil begins with the first pending one.
    public var first: Int?
    /// Whether the copy has the rows too. Without them a down is not seen to lose any.
    public var copiesRows = true
    /// A script of writes as an application makes them, run between an up and its down, as often as there are migrations:
    /// it must be safe to repeat. Without one, a down is not seen to lose what was written since its up.
    public var writes: SQLScript?
    /// Tables, named `schema.table`, whose rows written since the up a down may lose.
    public var mayLose: Set<String> = []

    /// What is pending, with rows and without writes.
    public init() {}
}
