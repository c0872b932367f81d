/// What a run did.
public struct MigrationRun: Sendable, Hashable {
    /// The versions applied, undone, gone on with or repaired, in order; empty when there was nothing to do.
    public let versions: [Int]
    /// The hash of the plan that it followed.
    public let planHash: String
}
