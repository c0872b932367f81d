import ConnectionPooling
import Synchronization

/// A connection that does nothing but count.
final class FakeConnection: PooledConnection {
    /// The event loop that a test's caller pretends to be on.
    @TaskLocal static var callersHome: Int?

    let number: Int
    let home: Int
    private let server: FakeServer
    private let isOpen = Atomic(true)

    init(number: Int, server: FakeServer) {
        self.number = number
        self.home = number % 2
        self.server = server
    }

    var isReusable: Bool { isOpen.load(ordering: .relaxed) }

    /// The server drops the connection.
    func breakOff() { isOpen.store(false, ordering: .relaxed) }

    func validate() async -> Bool {
        guard (try? await server.answer(.validation) { self.isReusable }) != nil else { return false }
        return isReusable && server.validation()
    }

    func close() async {
        isOpen.store(false, ordering: .relaxed)
        server.connectionClosed()
    }
}
