import Dispatch
import Synchronization

/// Runs what may block (DNS, reading a file, a cancel request) on a thread of its own, never on a loop.
///
/// Nor on Dispatch's: there are few of them, everybody's tasks run on them too, and one that a stalled network holds is
/// replaced only after about a second.
enum BlockingWork {
    private static let queue = DispatchQueue(label: "postgres-driver.blocking", attributes: .concurrent)

    /// Starts the work and does not wait.
    static func start(_ work: @escaping @Sendable () -> Void) {
        // Without a thread left for it the work waits for one of Dispatch's.
        if !DetachedThread.start("pg-blocking", work) { queue.async(execute: work) }
    }

    /// Waits for the work without holding a thread of the caller's.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            start { continuation.resume(returning: work()) }
        }
    }

    /// The same; when the task is cancelled the result is `nil` at once, and the work ends unheard.
    static func runUnlessCancelled<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value? {
        let waiter = Mutex<CheckedContinuation<Value?, Never>?>(nil)
        let isCancelled = Mutex(false)
        @Sendable func finish(_ value: Value?) {
            let continuation = waiter.withLock { waiter in
                defer { waiter = nil }
                return waiter
            }
            continuation?.resume(returning: value)
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiter.withLock { $0 = continuation }
                // Cancelled before the waiter was in place: the handler found nobody to tell.
                if isCancelled.withLock({ $0 }) { return finish(nil) }
                start { finish(work()) }
            }
        } onCancel: {
            isCancelled.withLock { $0 = true }
            finish(nil)
        }
    }
}
