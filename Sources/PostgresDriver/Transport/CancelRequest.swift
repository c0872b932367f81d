internal import CLibpq

/// What it takes to ask the server to cancel what a connection is doing.
///
/// `@unchecked Sendable` holds because libpq copied the server's address and key into it, and one thread uses it.
final class CancelRequest: @unchecked Sendable {
    private let pointer: OpaquePointer

    /// `nil` when the connection is not open.
    init?(for connection: LibpqConnection) {
        guard let pointer = PQgetCancel(connection.pointer) else { return nil }
        self.pointer = pointer
    }

    deinit {
        PQfreeCancel(pointer)
    }

    /// Sends the request over a connection of its own, and blocks until the server has closed that.
    func send() {
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(pointer, &message, Int32(message.count))
    }
}
