internal import CLibpq

/// What another session said with `NOTIFY` or `pg_notify`.
public struct PostgresNotification: Hashable, Sendable {
    /// The name of the channel.
    public let channel: String
    /// The text that was sent along; empty when there was none. At most 8,000 bytes, as the server allows.
    public let payload: String
    /// The server's process of the session that sent it.
    public let backendPID: Int32
}

extension LibpqConnection {
    /// The notifications that have arrived since it was asked last.
    func takeNotifications() -> [PostgresNotification] {
        var notifications: [PostgresNotification] = []
        while let pointer = PQnotifies(self.pointer) {
            defer { PQfreemem(pointer) }
            let notify = pointer.pointee
            notifications.append(
                PostgresNotification(
                    channel: String(cString: notify.relname), payload: String(cString: notify.extra),
                    backendPID: notify.be_pid))
        }
        return notifications
    }
}
