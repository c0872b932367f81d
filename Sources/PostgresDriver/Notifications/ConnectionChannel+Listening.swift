import Synchronization

extension ConnectionChannel {
    /// Hands every notification of its channels to a sink from now on.
    func addListener(_ sink: NotificationSink) -> UInt64 {
        let registration = newExchange()
        state.withLock { $0.listeners[registration] = sink }
        return registration
    }

    /// - Returns: The channels that nobody listens to any more.
    func removeListener(_ registration: UInt64) -> Set<String> {
        state.withLock { state in
            guard let sink = state.listeners.removeValue(forKey: registration) else { return [] }
            return state.listeners.values.reduce(into: sink.channels) { $0.subtract($1.channels) }
        }
    }

    /// Those of some channels that somebody listens to.
    func listenedTo(among channels: Set<String>) -> Set<String> {
        state.withLock { state in
            state.listeners.values.reduce(into: []) { $0.formUnion($1.channels.intersection(channels)) }
        }
    }

    /// Called with the lock held, after something was read. What nobody listens to is dropped.
    func takeNotifications(_ state: inout ConnectionState, _ libpq: LibpqConnection) -> [Wakeup] {
        let notifications = libpq.takeNotifications()
        guard !notifications.isEmpty else { return [] }
        return state.listeners.values.map { .notified($0, .arrived(notifications)) }
    }
}
