/// What the shell of a pool has to do after an event.
enum PoolAction: Sendable, Hashable {
    /// Open a connection, then report `opened` or `openFailed`.
    case open(ConnectionID)
    /// Ask a connection for a sign of life, then report `validated`. Its deadline is the machine's to watch.
    case validate(ConnectionID)
    /// Close a connection, then report `closed`. Its slot stays taken until then.
    case close(ConnectionID, PoolCloseReason, age: Duration)
    /// Hand a connection to a caller that waited.
    case lease(LeaseID, to: WaiterID, after: Duration)
    /// Send a caller away that waited.
    case refuse(WaiterID, PoolRefusal)
    /// Tell with the next caller that timed out who holds the connections.
    case reportHolders
    /// Report a lease as a possible leak.
    case reportLeak(LeaseID)
    /// Give up on connects under way; each is still reported.
    case cancelConnects
    /// Everything is closed; nothing will follow.
    case finished
}
