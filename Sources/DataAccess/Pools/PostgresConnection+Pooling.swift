public import ConnectionPooling
public import PostgresDriver

extension PostgresConnection: PooledConnection {
    /// Whether it is open and no transaction is under way on it.
    public var isReusable: Bool { isIdle }

    /// The number of its event loop.
    public var home: Int { loopNumber }

    /// The number of the event loop whose thread is calling.
    public static var callersHome: Int? { PostgresExecutor.currentLoopNumber }

    /// One round trip: does the server answer, and does it still take writes from a session that may write? A primary
    /// that was demoted makes every transaction read-only whatever the session's default.
    public func validate() async -> Bool {
        do throws(DatabaseError) {
            let settings = try await query(
                "SELECT current_setting('transaction_read_only') = current_setting('default_transaction_read_only')")
            return try settings.first?.decode(Bool.self, at: 0) ?? false
        } catch {
            return false
        }
    }
}
