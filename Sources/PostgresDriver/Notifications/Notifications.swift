/// The notifications of one or more channels as they come. It lives as long as the closure it is handed to.
public struct Notifications: AsyncSequence {
    let sink: NotificationSink

    /// Begins to take them; with several iterators each notification goes to one of them.
    public func makeAsyncIterator() -> Iterator { Iterator(sink: sink) }

    /// Takes notifications one after the other.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let sink: NotificationSink

        /// The next notification, waited for; `nil` when the task is cancelled.
        ///
        /// - Throws: `.connectionLost`, `.closed`; `.notificationsLost` when too many were waiting.
        public mutating func next() async throws(DatabaseError) -> PostgresNotification? {
            try await sink.next()
        }

        /// The async sequence's usual form of the same.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(DatabaseError)
            -> PostgresNotification?
        {
            try await sink.next()
        }
    }
}

extension PostgresConnection {
    /// Listens to channels while a closure runs.
    ///
    /// ```swift
    /// try await connection.listen(to: "orders") { notifications in
    ///     for try await notification in notifications { print(notification.payload) }
    /// }
    /// ```
    /// Other statements may run on the connection meanwhile. A notification that was sent while nobody listened, or
    /// while the connection was broken, is lost: read the table after this has begun, then trust the notifications.
    ///
    /// - Parameters:
    ///   - channels: The channels' names, taken as they are, 1 to 63 bytes each; at least one.
    ///   - capacity: How many notifications may wait to be taken, before the sequence ends with `.notificationsLost`.
    ///   - body: Takes the notifications. When it ends the connection no longer listens.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; a ``DatabaseError`` when LISTEN fails. Not through PgBouncer in transaction mode.
    public func listen<Value>(
        to channels: String..., capacity: Int = 10_000, _ body: (Notifications) async throws -> Value
    ) async throws -> Value {
        guard !channels.isEmpty else {
            throw DatabaseError(.invalidStatement, detail: "name a channel to listen to")
        }
        var names: [Identifier] = []
        for channel in channels { names.append(try Identifier(channel)) }
        let sink = NotificationSink(channels: Set(channels), capacity: capacity)
        let registration = channel.addListener(sink)
        do {
            for outcome in try await pipeline(names.map { "LISTEN \($0)" }) { _ = try outcome.get() }
            let value = try await body(Notifications(sink: sink))
            await stopListening(registration)
            return value
        } catch {
            await stopListening(registration)
            throw error
        }
    }

    private func stopListening(_ registration: UInt64) async {
        let unused = channel.removeListener(registration)
        guard !unused.isEmpty else { return }
        // Not structured: a cancelled task could not say UNLISTEN.
        await Task { await unlisten(unused) }.value
    }

    /// How long UNLISTEN waits for another task's statement to end, and how often it looks.
    private static let unlistenPatience = (rounds: 500, pause: Duration.milliseconds(10))

    /// Tells the server, behind the statement under way if there is one. Until then, and when a failed transaction
    /// refuses it, what the server goes on sending is dropped.
    private func unlisten(_ channels: Set<String>) async {
        let names = channels.compactMap { try? Identifier($0) }
        for _ in 0..<Self.unlistenPatience.rounds where isOpen {
            do throws(DatabaseError) {
                _ = try await pipeline(names.map { "UNLISTEN \($0)" })
                break
            } catch {
                guard error.code == .connectionBusy else { return }
                await Alarm.wait(Self.unlistenPatience.pause)
            }
        }
        // Somebody may have begun to listen to one of them meanwhile.
        let wanted = channel.listenedTo(among: channels).compactMap { try? Identifier($0) }
        if !wanted.isEmpty { _ = try? await pipeline(wanted.map { "LISTEN \($0)" }) }
    }
}
