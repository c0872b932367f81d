import Glibc

/// One direction of a relayed connection: carries out what its stream decides. The proxy's thread alone has it.
struct FaultLane {
    /// What the lane waits for before it can go on.
    enum Want: Equatable {
        case readable
        case writable
        case time(UInt64)
        /// Another script, or nothing any more.
        case nothing
    }

    /// How a lane ends the connection as a whole.
    enum Cut { case close, reset }

    private static let readAtOnce = 16_384
    /// So that one busy lane does not keep the others waiting.
    private static let stepsATurn = 64

    let source: CInt
    let sink: CInt
    private var stream: FaultStream
    private var buffer: ArraySlice<UInt8> = []
    /// How many of the buffer's bytes the stream has let through already.
    private var allowed = 0
    private var sourceHasEnded = false
    private(set) var want = Want.readable
    private(set) var hasEnded = false
    private(set) var relayed = 0
    private(set) var messages = FrontendMessages()

    init(from source: CInt, to sink: CInt, _ stream: FaultStream) {
        self.source = source
        self.sink = sink
        self.stream = stream
    }

    /// Another script from here on. A stalled lane goes on.
    mutating func follow(_ stream: FaultStream) {
        self.stream = stream
        if !hasEnded { want = .time(0) }
    }

    /// Does all that can be done without waiting, and notes what to wait for.
    ///
    /// - Returns: How the connection ends, if this ends it.
    mutating func advance(now: UInt64) -> Cut? {
        if want == .nothing || hasEnded { return nil }
        if case .time(let time) = want, time > now { return nil }
        for _ in 0..<Self.stepsATurn {
            if allowed > 0 {
                guard let isSent = send() else { return .reset }
                guard isSent else { return wait(for: .writable) }
                continue
            }
            switch stream.step(available: buffer.count) {
            case .relay(let count): allowed = count
            case .wait(let milliseconds): return wait(for: .time(now + UInt64(milliseconds)))
            case .end(.stall): return wait(for: .nothing)
            case .end(.close): return .close
            case .end(.reset): return .reset
            case .end(.halfClose): return tellEnd()
            case .idle:
                if sourceHasEnded { return tellEnd() }
                guard let isRead = receive() else { return .reset }
                guard isRead else { return wait(for: .readable) }
            }
        }
        return wait(for: .time(now))
    }

    private mutating func wait(for want: Want) -> Cut? {
        self.want = want
        return nil
    }

    private mutating func tellEnd() -> Cut? {
        shutdown(sink, Int32(SHUT_WR))
        hasEnded = true
        return wait(for: .nothing)
    }

    /// `nil` when the sink is gone, `false` when it takes nothing now.
    private mutating func send() -> Bool? {
        let sent = buffer.prefix(allowed).withUnsafeBytes {
            Glibc.send(sink, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent >= 0 else { return errno == EAGAIN ? false : nil }
        messages.take(buffer.prefix(sent))
        buffer = buffer.dropFirst(sent)
        allowed -= sent
        relayed += sent
        return true
    }

    /// `nil` when the source is gone, `false` when it has nothing now.
    private mutating func receive() -> Bool? {
        var room = [UInt8](repeating: 0, count: Self.readAtOnce)
        let count = recv(source, &room, room.count, 0)
        guard count >= 0 else { return errno == EAGAIN ? false : nil }
        buffer = room[..<count]
        sourceHasEnded = count == 0
        return true
    }
}
