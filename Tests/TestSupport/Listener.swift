import Glibc

/// A program that has taken a port of 127.0.0.1; what connects to it is never answered.
package final class Listener: Sendable {
    package let port: Int
    private let descriptor: CInt

    /// Takes a port; 0 is any that is free.
    package init(port: Int = 0) throws {
        (descriptor, self.port) = try LoopbackSocket.listening(on: port)
    }

    /// Whether somebody has connected.
    package var isWaitedFor: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1
    }

    deinit {
        close(descriptor)
    }
}
