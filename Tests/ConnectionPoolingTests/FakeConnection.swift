import ConnectionPooling
import Synchronization

/// A connection that does nothing but count.
final class FakeConnection: PooledConnection {
    /// The event loop that a test's caller pretends to be on.
    @TaskLocal static var callersHome: Int?

    let number: Int
    let home: Int
    /// How often the credentials had been rotated when it was opened.
    let generation: Int
    private let server: FakeServer
    private let isOpen = Atomic(true)

    init(number: Int, generation: Int, server: FakeServer) {
        self.number = number
        self.home = number % 2
        self.generation = generation
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
