/// What becomes of a connection after a session, as far as the session's statements can tell.
enum ConnectionFate: Sendable, Hashable {
    /// The next caller may have it.
    case reusable
    /// A statement changed the server's session for good.
    case changed
    /// The server refused a write as read-only although the pool's login may write: it is not the primary any more, and
    /// neither are those that the pool's other connections lead to.
    case leadsToReadOnlyServer
}
