import DequeModule
import Synchronization

extension ConnectionChannel {
    /// Who else may have exchanges on the connection meanwhile.
    enum Sharing: Sendable {
        case nobody
        /// Others on the same lane; the place is given back once the server has answered, or nothing was sent.
        case lane(LanePlace)

        var place: LanePlace? {
            if case .lane(let place) = self { place } else { nil }
        }
    }

    /// Sends statements and waits for all their answers.
    ///
    /// When the task is cancelled or the deadline passes on an exclusive connection, the server is told, and the answers
    /// are awaited all the same, so that the connection is clean for whoever has it next. On a shared one the answers
    /// are only abandoned: a cancel request could hit somebody else's statement.
    func perform(
        _ batch: StatementBatch, _ sharing: Sharing = .nobody, timeout: Duration? = nil
    ) async -> ExchangeResult {
        await exchange(sharing, timeout) { libpq, cache in Self.send(batch, libpq, &cache) }
    }

    /// Has a statement prepared, and learns in which format its result can be read, without running it.
    func describe(_ message: StatementMessage, timeout: Duration?) async -> ExchangeResult {
        await exchange(.nobody, timeout) { libpq, cache in Self.sendDescription(of: message, libpq, &cache) }
    }

    private func exchange(
        _ sharing: Sharing, _ timeout: Duration?,
        _ send: @Sendable (LibpqConnection, inout StatementCache) -> Sent?
    ) async -> ExchangeResult {
        let id = newExchange()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let wakeups = state.withLock { state in
                    if let refusal = refusal(sharing, state) {
                        return [Wakeup.answered(waiter, .failure(refusal))] + .leave(sharing.place)
                    }
                    if sharing.place == nil { occupy(&state, id, timeout) }
                    return start(id, waiter, sharing.place, &state, send)
                }
                wakeups.run()
            }
        } onCancel: {
            switch sharing {
            case .nobody: cancel(id, for: .task)
            case .lane: abandon(id)
            }
        }
    }

    /// Called with the lock held. A cancellation that came before finds nothing in flight, but the task knows of it.
    func refusal(_ sharing: Sharing, _ state: ConnectionState) -> DatabaseError? {
        guard state.isOpen else { return DatabaseError(.closed) }
        if Task.isCancelled { return DatabaseError(.cancelled) }
        if state.occupant != nil {
            return DatabaseError(
                .connectionBusy, detail: "wait for the statement under way, or take another connection")
        }
        return nil
    }

    func occupy(_ state: inout ConnectionState, _ id: UInt64, _ timeout: Duration?) {
        state.occupant = Occupant(id: id)
        if let timeout { setDeadline(&state, id, timeout) }
    }

    private func abandon(_ id: UInt64) {
        let waiter = state.withLock { state -> CheckedContinuation<ExchangeResult, Never>? in
            guard let index = state.pipeline.firstIndex(where: { $0.id == id }) else { return nil }
            defer { state.pipeline[index].waiter = nil }
            return state.pipeline[index].waiter
        }
        waiter?.resume(returning: .failure(DatabaseError(.cancelled, outcome: .unknown)))
    }

    // MARK: What goes out

    /// What was sent for an exchange, before its Sync.
    private struct Sent {
        var commands: [Exchange<StatementReply>.Command] = []
        var statements: [(key: StatementCache.Key, use: StatementCache.Use)] = []
    }

    private func start(
        _ id: UInt64, _ waiter: CheckedContinuation<ExchangeResult, Never>, _ place: LanePlace?,
        _ state: inout ConnectionState, _ send: @Sendable (LibpqConnection, inout StatementCache) -> Sent?
    ) -> [Wakeup] {
        guard let libpq = state.libpq, !state.pipeline.isEmpty || libpq.enterPipelineMode(),
            sendHousekeeping(libpq, &state), let sent = send(libpq, &state.statements), libpq.sendSync()
        else { return breakOff(&state) + [.answered(waiter, .failure(Self.unsendable))] + .leave(place) }
        state.pipeline.append(
            PipelinedExchange(
                id: id, exchange: Exchange(sent.commands), statements: sent.statements, waiter: waiter,
                place: place))
        if place != nil {
            state.isLane = true
            holdBackUntilTurnEnds(&state)
        }
        return flush(&state)
    }

    private static let unsendable = DatabaseError(.connectionLost, outcome: .unknown)

    private static func send(_ batch: StatementBatch, _ libpq: LibpqConnection, _ cache: inout StatementCache) -> Sent?
    {
        var sent = Sent()
        for (index, message) in batch.messages.enumerated() {
            let use =
                message.sql.isKeptPrepared ? cache.use(message.key) : StatementCache.Use(name: nil, format: .text)
            guard libpq.send(message, as: use) else { return nil }
            if use.mustPrepare, let name = use.name { sent.commands.append(.preparation(name)) }
            guard index >= batch.scopeCount else {
                sent.commands.append(.scope(use.name))
                continue
            }
            sent.commands.append(.statement)
            sent.statements.append((message.key, use))
        }
        return sent
    }

    private static func sendDescription(
        of message: StatementMessage, _ libpq: LibpqConnection, _ cache: inout StatementCache
    ) -> Sent? {
        let use = cache.use(message.key)
        guard let name = use.name, !use.mustPrepare || libpq.sendPreparation(of: message, as: name),
            libpq.sendDescription(of: name)
        else { return nil }
        let preparation: [Exchange<StatementReply>.Command] = use.mustPrepare ? [.preparation(name)] : []
        return Sent(commands: preparation + [.statement], statements: [(message.key, use)])
    }

    /// Has the server forget the statements that fell out of the cache: in an exchange of its own, because some
    /// statements, such as VACUUM, must be alone in theirs.
    private func sendHousekeeping(_ libpq: LibpqConnection, _ state: inout ConnectionState) -> Bool {
        // In a transaction a failure would be the transaction's. With others in flight none can be open.
        guard state.statements.hasAbandoned, libpq.transactionStatus == .idle || !state.pipeline.isEmpty else {
            return true
        }
        for name in state.statements.takeAbandoned() {
            guard libpq.sendDeallocation(of: name), libpq.sendSync() else { return false }
            state.pipeline.append(
                PipelinedExchange(id: newExchange(), exchange: Exchange([.deallocation(name)]), statements: []))
        }
        return true
    }
}
