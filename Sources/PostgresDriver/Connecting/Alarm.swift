import Dispatch
import Synchronization

/// Waits for a time, and leaves nothing behind when it is cancelled before. `Task.sleep` would leave a timer that holds
/// memory until the time is over.
final class Alarm: Sendable {
    private struct State {
        var timer: DispatchSource?
        var waiter: CheckedContinuation<Void, Never>?
    }

    private static let queue = DispatchQueue(label: "postgres-driver.alarms")
    private let state = Mutex(State())

    /// Returns when the time is over or the task is cancelled.
    static func wait(_ limit: Duration) async {
        let alarm = Alarm()
        await withTaskCancellationHandler {
            await withCheckedContinuation { alarm.start(limit, $0) }
        } onCancel: {
            alarm.end()
        }
    }

    private func start(_ limit: Duration, _ waiter: CheckedContinuation<Void, Never>) {
        let timer = DispatchSource.makeTimerSource(queue: Self.queue) as? DispatchSource
        timer?.setEventHandler { self.end() }
        timer?.schedule(deadline: .now() + .nanoseconds(limit.wholeNanoseconds))
        state.withLock { state in
            state.timer = timer
            state.waiter = waiter
        }
        timer?.activate()
        // Cancelled before it waited: the handler found nobody to wake.
        if Task.isCancelled { end() }
    }

    private func end() {
        let (timer, waiter) = state.withLock { state in
            defer { state = State() }
            return (state.timer, state.waiter)
        }
        timer?.cancel()
        waiter?.resume()
    }
}
