internal import CLibpq

/// What another session said with `NOTIFY` or `pg_notify`.
public struct Notification: Hashable, Sendable {
    /// The name of the channel.
    public let channel: String
    /// The text that was sent along; empty when there was none. At most 8,000 bytes, as the server allows.
    public let payload: String
    /// The server's process of the session that sent it.
    public let backendPID: Int32
}

extension LibpqConnection {
    /// The notifications that have arrived since it was asked last.
    func takeNotifications() -> [Notification] {
        var notifications: [Notification] = []
        while let pointer = PQnotifies(self.pointer) {
            defer { PQfreemem(pointer) }
            let notify = pointer.pointee
            notifications.append(
                Notification(
                    channel: String(cString: notify.relname), payload: String(cString: notify.extra),
                    backendPID: notify.be_pid))
        }
        return notifications
    }
}
