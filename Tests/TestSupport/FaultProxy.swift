import Glibc
import Synchronization

/// A TCP proxy between a client and a server that treats the bytes as its scripts say: for tests of a bad network.
///
/// It has one thread. `stop()`, or the end of the object, ends it and closes every connection before it returns.
package final class FaultProxy: Sendable {
    /// Where the relayed connections go.
    package enum Upstream: Sendable {
        /// A port of 127.0.0.1.
        case port(Int)
        /// A Unix socket's path.
        case unixSocket(String)
    }

    /// The port of 127.0.0.1 that it listens on.
    package let port: Int
    private let control: FaultControl
    private let thread: Mutex<pthread_t?>

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - upstream: Where the relayed connections go.
    ///   - seed: Decides whatever the scripts leave open, for each connection by the order of its coming.
    ///   - toServer: What happens to the clients' bytes at first.
    ///   - toClient: What happens to the server's bytes at first.
    package init(
        to upstream: Upstream, seed: Seed = Seed(0), toServer: FaultScript = .faithful,
        toClient: FaultScript = .faithful
    ) throws {
        let control = try FaultControl(scripts: .init(toServer: toServer, toClient: toClient))
        let listener = try LoopbackSocket.listening(on: 0)
        let relay = FaultRelay(listener: listener.descriptor, upstream: upstream, seed: seed, control: control)
        self.control = control
        port = listener.port
        thread = Mutex(try relay.start())
    }

    deinit {
        stop()
    }

    /// Gives every connection, those that stand and those to come, other scripts. They count bytes from here on; what
    /// stalled goes on.
    package func follow(toServer: FaultScript = .faithful, toClient: FaultScript = .faithful) {
        control.follow(.init(toServer: toServer, toClient: toClient))
    }

    /// The same script for both directions.
    package func follow(_ script: FaultScript) {
        follow(toServer: script, toClient: script)
    }

    /// What has happened so far.
    package var traffic: FaultTraffic { control.traffic }

    /// Closes everything and ends the thread. A second call does nothing.
    package func stop() {
        control.stop()
        thread.withLock { thread in
            guard let running = thread else { return }
            // Its thread never waits for anything but poll(2), which control.stop() ends.
            pthread_join(running, nil)
            thread = nil
        }
    }
}

/// What a proxy has relayed, at one moment.
package struct FaultTraffic: Hashable, Sendable {
    /// Connections that stand, on both sides.
    package var open = 0
    /// Connections that ever came.
    package var connections = 0
    /// Bytes handed to the server.
    package var toServer = 0
    /// Bytes handed to the client.
    package var toClient = 0
    /// Each client's messages, where they are not encrypted, by the order of their coming.
    package var messages: [FrontendMessages] = []
}
