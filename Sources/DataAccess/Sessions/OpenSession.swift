import ConnectionPooling
import Synchronization

/// A session under way, known to the task of its closure and to that task's children.
///
/// Whoever borrows a second connection while it holds a first waits, once the pool is empty, for others that wait for
/// the same. Child tasks know the session too, since the closure waits for them; and so does a `Task` that the closure
/// starts, until the session has ended.
final class OpenSession: Sendable {
    @TaskLocal static var current: OpenSession?

    let site: CallSite
    private let database: ObjectIdentifier
    private let outer: OpenSession?
    private let isOpen = Atomic(true)

    init(of database: Database, at site: CallSite) {
        self.site = site
        self.database = ObjectIdentifier(database)
        outer = Self.current
    }

    func end() {
        isOpen.store(false, ordering: .relaxed)
    }

    /// The session of a database within which the calling task works.
    static func enclosing(_ database: Database) -> OpenSession? {
        var session = current
        while let candidate = session {
            if candidate.database == ObjectIdentifier(database), candidate.isOpen.load(ordering: .relaxed) {
                return candidate
            }
            session = candidate.outer
        }
        return nil
    }
}
