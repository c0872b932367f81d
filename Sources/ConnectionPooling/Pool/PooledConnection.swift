/// What a pool has to know of its connections.
public protocol PooledConnection: Sendable {
    /// Whether the connection is open and as clean as a new one: nothing under way, no transaction, no state of a
    /// session left behind. Asked without waiting, at every lease and release.
    var isReusable: Bool { get }

    /// Closes the connection; returns when the server is known, or has to be taken, to be rid of it.
    func close() async
}
