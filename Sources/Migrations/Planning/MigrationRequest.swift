/// What is asked of the runner.
public enum MigrationRequest: Sendable, Hashable {
    /// Apply what is pending, up to and including a version, or all of it.
    case apply(upTo: Int?)
    /// Undo every version above one; 0 undoes all.
    case rollback(to: Int)
}
