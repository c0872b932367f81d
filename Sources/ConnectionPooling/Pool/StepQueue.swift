import DequeModule
import Synchronization

/// Steps on their way to the one task that carries them out.
///
/// Unlike an `AsyncStream` it does not end when that task is cancelled: connections still have to be closed then.
final class StepQueue<Step: Sendable>: Sendable {
    private struct State {
        var steps: Deque<Step> = []
        var consumer: CheckedContinuation<Step, Never>?
    }

    private let state = Mutex(State())

    func push(_ step: Step) {
        let consumer = state.withLock { state -> CheckedContinuation<Step, Never>? in
            if let consumer = state.consumer {
                state.consumer = nil
                return consumer
            }
            state.steps.append(step)
            return nil
        }
        consumer?.resume(returning: step)
    }

    /// The next step, as soon as there is one. One task at a time.
    func next() async -> Step {
        await withCheckedContinuation { continuation in
            let step = state.withLock { state -> Step? in
                if let step = state.steps.popFirst() { return step }
                state.consumer = continuation
                return nil
            }
            if let step { continuation.resume(returning: step) }
        }
    }
}
