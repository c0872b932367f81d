import Glibc
import Synchronization

extension ConnectionChannel {
    /// Has the kernel collect what is sent from here to the end of the loop's turn, and send it in one go.
    ///
    /// libpq 15 writes to the socket at each Sync. Many requests of one turn would be as many packets, each of which
    /// wakes the server; held back (TCP_CORK) they are one. Off the loop's thread nothing is held back.
    func holdBackUntilTurnEnds(_ state: inout ConnectionState) {
        guard !state.isHeldBack, EventLoop.current === loop, setHoldingBack(state.socket, true) else { return }
        state.isHeldBack = true
        loop.tellWhenTurnEnds(self)
    }

    func turnHasEnded() {
        state.withLock { state in
            guard state.isHeldBack else { return }
            state.isHeldBack = false
            _ = setHoldingBack(state.socket, false)
        }
    }

    /// - Returns: Whether the socket can do that; a Unix socket cannot.
    private func setHoldingBack(_ socket: Int32, _ holdsBack: Bool) -> Bool {
        var value: CInt = holdsBack ? 1 : 0
        return setsockopt(socket, CInt(IPPROTO_TCP), TCP_CORK, &value, socklen_t(MemoryLayout<CInt>.size)) == 0
    }
}
