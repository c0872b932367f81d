/// What a pool has to know of the connections in it.
public protocol PooledConnection: AnyObject, Sendable {
    /// Whether the connection is open, idle and in the state in which it may serve another caller. Asked when it is
    /// leased and when it comes back; must be quick.
    var isReusable: Bool { get }
    /// Which event loop it lives on, from 0: a caller gets one of its own loop when one is idle.
    var home: Int { get }
    /// The event loop whose thread is calling; nil when that is none.
    static var callersHome: Int? { get }
    /// Asks the server for a sign of life in one round trip, and whether it is still the server it was. The pool has a
    /// deadline for it; `close` must end one under way.
    func validate() async -> Bool
    /// Closes the connection and returns when nothing of it is left.
    func close() async
}
