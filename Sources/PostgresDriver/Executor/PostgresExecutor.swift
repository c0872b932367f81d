import Synchronization

import Glibc

/// The threads that own the sockets of the connections and, for callers who opt in, run the callers' tasks too.
///
/// A task that runs here follows the connection that woke it: the answer arrives on the loop's thread and the task goes
/// on there, without a hop to another thread. Opt in with
/// `withTaskExecutorPreference(executor) { … }`; without it everything works, at about half as much client CPU again
/// (16.7 µs against 9.6 µs a query when this was measured). Handlers that compute for long would hold a loop up, which is
/// why it is not the default.
public final class PostgresExecutor: TaskExecutor {
    /// The executor of the process, made at first use and never shut down.
    public static let shared = PostgresExecutor()

    let loops: [EventLoop]
    private let turn = Atomic<Int>(0)

    /// Makes an executor and starts its threads. The process ends when the system has no thread or no descriptor left
    /// for one: each loop takes a thread and two descriptors.
    ///
    /// - Parameter loops: How many threads, at least 1. The default is one for each core, at most 4.
    public init(loops count: Int? = nil) {
        let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        loops = (0..<max(1, count ?? min(cores, 4))).map { EventLoop(number: $0) }
        for loop in loops { loop.start(for: self) }
    }

    /// How many event loops, and so threads, this executor has.
    public var loopCount: Int { loops.count }

    /// The number of the event loop whose thread is calling, from 0, within its own executor; nil on any other thread.
    public static var currentLoopNumber: Int? { EventLoop.current?.number }

    /// Runs a job on a loop: on the calling thread's own when that is one of this executor's, else on the next in turn.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if let own = EventLoop.current, loops.contains(where: { $0 === own }) {
            own.enqueueFromOwnThread(job)
        } else {
            nextLoop().enqueue(job, for: self)
        }
    }

    /// The identity under which the runtime knows this executor.
    public func asUnownedTaskExecutor() -> UnownedTaskExecutor {
        UnownedTaskExecutor(ordinary: self)
    }

    /// Ends the threads and closes their descriptors. Close the connections first: those still open never answer again.
    ///
    /// A job that arrives later is not lost; it runs on a thread of Dispatch's.
    public func shutdown() async {
        for loop in loops { await loop.shutdown() }
    }

    /// The loop that a new connection belongs to: the caller's own, or the next in turn.
    func loopForConnection() -> EventLoop {
        if let own = EventLoop.current, loops.contains(where: { $0 === own }) { return own }
        return nextLoop()
    }

    /// The number of the caller's own loop, if it is one of the first `count`, or of the next of these in turn.
    func indexOfLoop(below count: Int) -> Int {
        if let own = EventLoop.current, own.number < count, loops[own.number] === own { return own.number }
        let number = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return Int(UInt(bitPattern: number) % UInt(count))
    }

    private func nextLoop() -> EventLoop {
        let number = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return loops[Int(UInt(bitPattern: number) % UInt(loops.count))]
    }
}
