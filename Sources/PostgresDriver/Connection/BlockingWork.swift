import Dispatch
import Synchronization

/// Runs what may block (DNS, reading a password file, a cancel request) on a thread of Dispatch's, never on a loop.
enum BlockingWork {
    private static let queue = DispatchQueue(label: "postgres-driver.blocking", attributes: .concurrent)

    /// For looking names up, which may take many seconds each: another class of service has threads of its own, so that
    /// nothing else waits for them.
    static let names = DispatchQueue(label: "postgres-driver.names", qos: .utility, attributes: .concurrent)

    /// Waits for the work without holding a thread of the caller's.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }

    /// The same; when the task is cancelled the result is `nil` at once, and the work ends unheard.
    static func runUnlessCancelled<Value: Sendable>(
        on queue: DispatchQueue = queue, _ work: @escaping @Sendable () -> Value
    ) async -> Value? {
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
                queue.async { finish(work()) }
            }
        } onCancel: {
            isCancelled.withLock { $0 = true }
            finish(nil)
        }
    }

    /// Starts the work and does not wait.
    static func start(_ work: @escaping @Sendable () -> Void) {
        queue.async(execute: work)
    }
}
