import Glibc

/// The proxy's thread: it takes connections, lets each do what it can, and waits in poll(2) for more.
///
/// `@unchecked Sendable` holds because whoever made it hands it to its one thread in `start()` and keeps nothing.
final class FaultRelay: @unchecked Sendable {
    private let listener: CInt
    private let upstream: FaultProxy.Upstream
    private let seed: Seed
    private let control: FaultControl
    private var links: [FaultLink] = []
    private var edition = 0
    private var total = FaultTraffic()
    /// How many streams have been seeded.
    private var drawn = 0

    init(listener: CInt, upstream: FaultProxy.Upstream, seed: Seed, control: FaultControl) {
        self.listener = listener
        self.upstream = upstream
        self.seed = seed
        self.control = control
        LoopbackSocket.makeNonblocking(listener)
    }

    deinit {
        close(listener)
    }

    func start() throws -> pthread_t {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<FaultRelay>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            context.release()
            throw SystemRefusal("start a thread", status)
        }
        return thread
    }

    private func run() {
        while control.turn(relay) { sleep() }
    }

    private func relay(by orders: FaultControl.Orders) -> FaultTraffic {
        if orders.isStopping {
            for index in links.indices { links[index].end(.close) }
        } else {
            obey(orders)
            takeConnections(orders.scripts)
            let now = Self.now
            for index in links.indices { links[index].advance(now: now) }
        }
        dropEnded()
        return traffic
    }

    private func obey(_ orders: FaultControl.Orders) {
        guard orders.edition != edition else { return }
        edition = orders.edition
        for index in links.indices { links[index].follow(streams(orders.scripts)) }
    }

    private func takeConnections(_ scripts: FaultControl.Scripts) {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return }
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            total.connections += 1
            total.messages.append(FrontendMessages())
            // Waits at most for this machine's own kernel.
            let server =
                switch upstream {
                case .port(let port): LoopbackSocket.connected(to: port)
                case .unixSocket(let path): LoopbackSocket.connected(to: path)
                }
            guard let server else {
                LoopbackSocket.reset(client)
                continue
            }
            links.append(
                FaultLink(number: total.connections - 1, client: client, server: server, streams(scripts)))
        }
    }

    private func streams(_ scripts: FaultControl.Scripts) -> (toServer: FaultStream, toClient: FaultStream) {
        defer { drawn += 2 }
        return (
            FaultStream(scripts.toServer, generator: seed.generator(for: drawn)),
            FaultStream(scripts.toClient, generator: seed.generator(for: drawn + 1))
        )
    }

    private func dropEnded() {
        for link in links where !link.isOpen { total.add(link) }
        links.removeAll { !$0.isOpen }
    }

    private var traffic: FaultTraffic {
        var traffic = total
        traffic.open = links.count
        for link in links { traffic.add(link) }
        return traffic
    }

    private func sleep() {
        var watched = [control.wakeup, listener].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        watched += links.flatMap(\.interests)
        let (due, now) = (links.compactMap(\.dueTime).min(), Self.now)
        let timeout = due.map { Int32(clamping: $0 > now ? $0 - now : 0) } ?? -1
        _ = poll(&watched, nfds_t(watched.count), timeout)
    }

    /// Milliseconds of a clock that never goes back.
    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
    }
}

extension FaultTraffic {
    fileprivate mutating func add(_ link: FaultLink) {
        toServer += link.toServer.relayed
        toClient += link.toClient.relayed
        messages[link.number] = link.toServer.messages
    }
}
