import CEpoll
import DequeModule
import Dispatch
import Synchronization

import Glibc

/// One thread with one epoll instance: it runs the jobs it is given and tells the owners of sockets what is ready.
///
/// `@unchecked Sendable` holds because `epoll` and `wakeup` never change, `shared` is a mutex, and `local` and
/// `waitingForTurnsEnd` are touched by the loop's own thread alone.
final class EventLoop: @unchecked Sendable {
    private struct Shared {
        var inbox: [UnownedJob] = []
        var handlers: [UInt64: any ReadinessHandler] = [:]
        var nextRegistration: UInt64 = 1
        var isAsleep = false
        var phase = Phase.running
        var whenEnded: [CheckedContinuation<Void, Never>] = []
    }

    private enum Phase { case running, stopping, ended }

    /// The registration number that means "look into the inbox".
    private static let wakeupRegistration: UInt64 = 0
    private static let eventsATurn = 128

    let number: Int
    private let epoll: Int32
    private let wakeup: Int32
    private let shared = Mutex(Shared())
    private var local = Deque<UnownedJob>()
    private var waitingForTurnsEnd: [any ReadinessHandler] = []

    init(number: Int) {
        self.number = number
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        precondition(epoll >= 0 && wakeup >= 0, "no descriptors left for an event loop (errno \(errno))")
        control(EPOLL_CTL_ADD, wakeup, registration: Self.wakeupRegistration, events: EPOLLIN.rawValue)
    }

    /// The loop whose thread is calling, if it is one.
    static var current: EventLoop? {
        dal_current_loop().map { Unmanaged<EventLoop>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Starts the loop's thread. A process that has no thread left for it cannot go on.
    func start(for executor: PostgresExecutor) {
        // The thread keeps loop and executor alive until shutdown() has ended it.
        let hasStarted = DetachedThread.start("pg-loop-\(number)") { self.run(for: executor) }
        precondition(hasStarted, "the system has no thread left for an event loop")
    }

    // MARK: Jobs

    func enqueueFromOwnThread(_ job: UnownedJob) {
        local.append(job)
    }

    func enqueue(_ job: UnownedJob, for executor: PostgresExecutor) {
        let isTaken = shared.withLock { shared in
            guard shared.phase != .ended else { return false }
            shared.inbox.append(job)
            if shared.isAsleep { wake() }
            shared.isAsleep = false
            return true
        }
        if !isTaken { DispatchQueue.global().async { job.runSynchronously(on: executor.asUnownedTaskExecutor()) } }
    }

    /// Tells a handler when the jobs of this turn have run. For the loop's own thread.
    func tellWhenTurnEnds(_ handler: any ReadinessHandler) {
        waitingForTurnsEnd.append(handler)
    }

    func shutdown() async {
        await withCheckedContinuation { continuation in
            let hasEnded = shared.withLock { shared in
                if shared.phase == .ended { return true }
                shared.phase = .stopping
                shared.whenEnded.append(continuation)
                wake()
                return false
            }
            if hasEnded { continuation.resume() }
        }
    }

    /// Called with the lock held and the loop not ended: afterwards the descriptor may be somebody else's.
    private func wake() {
        _ = eventfd_write(wakeup, 1)
    }

    // MARK: Sockets

    /// Reserves a number under which `handler` hears of its socket; `watch` then says of which.
    func register(_ handler: any ReadinessHandler) -> UInt64 {
        shared.withLock { shared in
            defer { shared.nextRegistration += 1 }
            shared.handlers[shared.nextRegistration] = handler
            return shared.nextRegistration
        }
    }

    func deregister(_ registration: UInt64) {
        _ = shared.withLock { $0.handlers.removeValue(forKey: registration) }
    }

    /// Watches a socket, or changes what is watched for. libpq may open another socket under the same number while it
    /// connects, and the kernel forgets a closed one by itself, so both additions and changes are tried.
    func watch(_ socket: Int32, for readiness: Readiness, registration: UInt64) {
        // A socket that nobody watches would still be reported when its peer hangs up, over and over.
        guard !readiness.isEmpty else { return unwatch(socket) }
        var events: UInt32 = 0
        if readiness.contains(.readable) { events |= EPOLLIN.rawValue }
        if readiness.contains(.writable) { events |= EPOLLOUT.rawValue }
        if !control(EPOLL_CTL_MOD, socket, registration: registration, events: events) {
            control(EPOLL_CTL_ADD, socket, registration: registration, events: events)
        }
    }

    func unwatch(_ socket: Int32) {
        control(EPOLL_CTL_DEL, socket, registration: 0, events: 0)
    }

    @discardableResult
    private func control(_ operation: Int32, _ socket: Int32, registration: UInt64, events: UInt32) -> Bool {
        var event = epoll_event()
        event.events = events
        event.data.u64 = registration
        return shared.withLock { shared in
            // Once the loop has ended its descriptor may be somebody else's.
            shared.phase != .ended && epoll_ctl(epoll, operation, socket, &event) == 0
        }
    }

    // MARK: The loop

    private func run(for executor: PostgresExecutor) {
        dal_set_current_loop(Unmanaged.passUnretained(self).toOpaque())
        var events = [epoll_event](repeating: epoll_event(), count: Self.eventsATurn)
        repeat {
            runJobs(on: executor.asUnownedTaskExecutor())
            let count = epoll_wait(epoll, &events, Int32(Self.eventsATurn), maySleep() ? -1 : 0)
            for event in events.prefix(Int(max(0, count))) { deliver(event) }
        } while !mayEnd()
        dal_set_current_loop(nil)
        close(epoll)
        close(wakeup)
        for continuation in shared.withLock({ exchange(&$0.whenEnded, with: []) }) { continuation.resume() }
    }

    /// Runs what was waiting when the turn began; what these jobs enqueue waits until the sockets had their turn.
    private func runJobs(on executor: UnownedTaskExecutor) {
        local.append(contentsOf: shared.withLock { exchange(&$0.inbox, with: []) })
        for _ in 0..<local.count {
            local.removeFirst().runSynchronously(on: executor)
        }
        while let handler = waitingForTurnsEnd.popLast() { handler.turnHasEnded() }
    }

    private func maySleep() -> Bool {
        guard local.isEmpty else { return false }
        return shared.withLock { shared in
            shared.isAsleep = shared.inbox.isEmpty && shared.phase == .running
            return shared.isAsleep
        }
    }

    private func deliver(_ event: epoll_event) {
        guard event.data.u64 != Self.wakeupRegistration else {
            var value: eventfd_t = 0
            _ = eventfd_read(wakeup, &value)
            shared.withLock { $0.isAsleep = false }
            return
        }
        guard let handler = shared.withLock({ $0.handlers[event.data.u64] }) else { return }
        var readiness: Readiness = []
        // An error or a hang-up is found by reading, which is where libpq reports it.
        if event.events & (EPOLLIN.rawValue | EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 {
            readiness.insert(.readable)
        }
        if event.events & EPOLLOUT.rawValue != 0 { readiness.insert(.writable) }
        handler.socketIsReady(readiness)
    }

    private func mayEnd() -> Bool {
        guard local.isEmpty else { return false }
        return shared.withLock { shared in
            guard shared.phase == .stopping, shared.inbox.isEmpty else { return false }
            shared.phase = .ended
            shared.handlers = [:]
            return true
        }
    }
}

private func exchange<Value>(_ place: inout Value, with new: Value) -> Value {
    defer { place = new }
    return place
}
