import Glibc

/// A relayed connection: the client's socket, the server's, and a lane for each direction.
struct FaultLink {
    /// By the order of its coming, from 0.
    let number: Int
    let client: CInt
    let server: CInt
    var toServer: FaultLane
    var toClient: FaultLane
    private(set) var isOpen = true

    /// - Parameters:
    ///   - streams: What happens to the bytes of each direction.
    init(
        number: Int, client: CInt, server: CInt, _ streams: (toServer: FaultStream, toClient: FaultStream)
    ) {
        self.number = number
        self.client = client
        self.server = server
        LoopbackSocket.makeNonblocking(client)
        LoopbackSocket.makeNonblocking(server)
        toServer = FaultLane(from: client, to: server, streams.toServer)
        toClient = FaultLane(from: server, to: client, streams.toClient)
    }

    mutating func follow(_ streams: (toServer: FaultStream, toClient: FaultStream)) {
        toServer.follow(streams.toServer)
        toClient.follow(streams.toClient)
    }

    /// Relays what can be relayed, and closes both sockets once the connection is at its end.
    mutating func advance(now: UInt64) {
        let cut = toServer.advance(now: now) ?? toClient.advance(now: now)
        if let cut {
            end(cut)
        } else if toServer.hasEnded && toClient.hasEnded {
            end(.close)
        }
    }

    mutating func end(_ cut: FaultLane.Cut) {
        guard isOpen else { return }
        isOpen = false
        for descriptor in [client, server] {
            switch cut {
            case .close: close(descriptor)
            case .reset: LoopbackSocket.reset(descriptor)
            }
        }
    }

    /// What poll(2) is to watch. A socket of which nothing is wanted is left out: poll would report its hang-up again
    /// and again.
    var interests: [pollfd] {
        [toServer, toClient].compactMap { lane in
            switch lane.want {
            case .readable: pollfd(fd: lane.source, events: Int16(POLLIN), revents: 0)
            case .writable: pollfd(fd: lane.sink, events: Int16(POLLOUT), revents: 0)
            case .time, .nothing: nil
            }
        }
    }

    /// When the earlier of its waiting lanes goes on.
    var dueTime: UInt64? {
        [toServer, toClient].compactMap { lane in
            if case .time(let time) = lane.want { time } else { nil }
        }.min()
    }
}
