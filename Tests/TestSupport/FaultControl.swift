import Glibc
import Synchronization

/// What the proxy's thread and the tests tell each other.
final class FaultControl: Sendable {
    struct Scripts: Sendable {
        let toServer: FaultScript
        let toClient: FaultScript
    }

    /// What the thread is to do next.
    struct Orders: Sendable {
        var scripts: Scripts
        /// Counts the changes of the scripts.
        var edition = 0
        var isStopping = false
    }

    private let state: Mutex<(orders: Orders, traffic: FaultTraffic)>
    /// A pair of sockets: a byte into one makes the other readable, which wakes the thread.
    private let bell: (ring: CInt, hear: CInt)

    init(scripts: Scripts) throws {
        state = Mutex((Orders(scripts: scripts), FaultTraffic()))
        var pair: [CInt] = [-1, -1]
        let kind = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue) | CInt(SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw SystemRefusal("make a pair of sockets") }
        bell = (pair[0], pair[1])
    }

    deinit {
        close(bell.ring)
        close(bell.hear)
    }

    // MARK: For the tests

    var traffic: FaultTraffic { state.withLock { $0.traffic } }

    func follow(_ scripts: Scripts) {
        state.withLock { state in
            state.orders.scripts = scripts
            state.orders.edition += 1
        }
        ring()
    }

    func stop() {
        state.withLock { $0.orders.isStopping = true }
        ring()
    }

    private func ring() {
        var byte: UInt8 = 1
        // A full bell has been rung often enough.
        _ = send(bell.ring, &byte, 1, Int32(MSG_NOSIGNAL))
    }

    // MARK: For the thread

    var wakeup: CInt { bell.hear }

    /// Lets the thread do something by the orders of this moment, which do not change meanwhile: what a test orders
    /// holds for every byte from then on, and what it sees of the traffic is the whole truth.
    ///
    /// - Parameter work: Does not wait for anything, and returns the traffic so far.
    /// - Returns: Whether the thread is to go on.
    func turn(_ work: (Orders) -> FaultTraffic) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 64)
        while recv(bell.hear, &bytes, bytes.count, 0) == bytes.count {}
        return state.withLock { state in
            state.traffic = work(state.orders)
            return !state.orders.isStopping
        }
    }
}
