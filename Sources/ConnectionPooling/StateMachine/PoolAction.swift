/// What the shell of a pool has to do after an event.
enum PoolAction: Sendable, Hashable {
    /// Open a connection, then report `opened` or `openFailed`.
    case open(ConnectionID)
    /// Close a connection, then report `closed`. Its slot stays taken until then.
    case close(ConnectionID)
    /// Hand a connection to a caller.
    case lease(LeaseID, to: WaiterID)
    /// Send a caller away.
    case refuse(WaiterID, PoolRefusal)
    /// Give up on connects under way; each is still reported.
    case cancelConnects
    /// Everything is closed; nothing will follow.
    case finished
}
