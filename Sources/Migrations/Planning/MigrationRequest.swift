/// What is asked of the runner.
public enum MigrationRequest: Sendable, Hashable {
    /// Apply what is pending, up to and including a version, or all of it.
    case apply(upTo: Int?)
    /// Undo every version above one; 0 undoes all.
    case rollback(to: Int)
    /// Go on with the migration that stopped half-way.
    case resume
    /// Declare that so many of its statements are done, and why that is known.
    case repair(at: Int, reason: String)
}
