import DequeModule
import Synchronization

/// Keeps the notifications for one listener until it takes them.
final class NotificationSink: Sendable {
    enum Event: Sendable {
        case arrived([PostgresNotification])
        indirect case ended(DatabaseError)
    }

    private struct State {
        var waiting = Deque<PostgresNotification>()
        var taker: CheckedContinuation<Void, Never>?
        var end: DatabaseError?
    }

    let channels: Set<String>
    private let capacity: Int
    private let state = Mutex(State())

    init(channels: Set<String>, capacity: Int) {
        self.channels = channels
        self.capacity = capacity
    }

    func take(_ event: Event) {
        let taker = state.withLock { state in
            switch event {
            case .arrived(let notifications): take(notifications, &state)
            case .ended(let error): state.end = state.end ?? error
            }
            defer { state.taker = nil }
            return state.taker
        }
        taker?.resume()
    }

    private func take(_ notifications: [PostgresNotification], _ state: inout State) {
        for notification in notifications where channels.contains(notification.channel) && state.end == nil {
            guard state.waiting.count < capacity else {
                state.end = DatabaseError(
                    .notificationsLost,
                    detail: "\(capacity) notifications are waiting; take them faster, or wait for more")
                return
            }
            state.waiting.append(notification)
        }
    }

    /// The next notification; `nil` when the task is cancelled.
    func next() async throws(DatabaseError) -> PostgresNotification? {
        while true {
            let (notification, end) = state.withLock { ($0.waiting.popFirst(), $0.end) }
            if let notification { return notification }
            if let end { throw end }
            if Task.isCancelled { return nil }
            await somethingHappens()
        }
    }

    private func somethingHappens() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard state.waiting.isEmpty, state.end == nil, !Task.isCancelled else { return true }
                    state.taker?.resume()
                    state.taker = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            take(.arrived([]))
        }
    }
}
