import Synchronization

extension ConnectionChannel {
    /// A row is some 2.5 kB of libpq's memory, however small it is.
    private static let rowsAtATime = 64

    /// Sends a statement whose rows are then pulled as they come.
    ///
    /// - Parameters:
    ///   - message: A statement, prepared before or sent without a name.
    ///   - use: How to send it.
    ///   - scope: What is to be set for it in the same exchange.
    ///   - timeout: After this long the server is asked to cancel it.
    /// - Returns: The exchange's number, for `pull(_:)`.
    func beginRows(
        of message: StatementMessage, as use: StatementCache.Use, under scope: StatementMessage?, timeout: Duration?
    ) throws(DatabaseError) -> UInt64 {
        try begin(timeout) { libpq, cache in
            let scopeUse = scope.map { ($0, cache.use($0.key)) }
            guard libpq.sendForRows(message, as: use, under: scopeUse) else { return nil }
            return DirectExchange.Kind.rows(commandsBefore: scopeUse.map { $0.1.mustPrepare ? 2 : 1 } ?? 0)
        }
    }

    /// Sends a COPY statement, whose answers and data are then pulled.
    func beginCopy(_ message: StatementMessage, timeout: Duration?) throws(DatabaseError) -> UInt64 {
        try begin(timeout) { libpq, _ in
            libpq.send(message, as: StatementCache.Use(name: nil, format: .text)) ? .copy : nil
        }
    }

    private func begin(
        _ timeout: Duration?, _ send: @Sendable (LibpqConnection, inout StatementCache) -> DirectExchange.Kind?
    ) throws(DatabaseError) -> UInt64 {
        let id = newExchange()
        let (wakeups, refusal) = state.withLock { state -> ([Wakeup], DatabaseError?) in
            if let refusal = self.refusal(.nobody, state) { return ([], refusal) }
            guard let libpq = state.libpq else { return ([], DatabaseError(.closed)) }
            occupy(&state, id, timeout)
            guard let kind = send(libpq, &state.statements) else {
                return (breakOff(&state), DatabaseError(.connectionLost, outcome: .unknown))
            }
            state.direct = DirectExchange(id: id, kind: kind)
            return (flush(&state), nil)
        }
        wakeups.run()
        if let refusal { throw refusal }
        return id
    }

    /// Waits for the next event of an exchange. When the task is cancelled the server is told, and its answers go on
    /// coming as they are.
    func pull(_ id: UInt64) async -> PulledEvent {
        await withTaskCancellationHandler {
            await withCheckedContinuation { puller in
                let wakeups = state.withLock { pull(id, puller, &$0) }
                wakeups.run()
                // Cancelled before it waited: the handler may have come too early.
                if Task.isCancelled { cancel(id, for: .task) }
            }
        } onCancel: {
            cancel(id, for: .task)
        }
    }

    private func pull(
        _ id: UInt64, _ puller: CheckedContinuation<PulledEvent, Never>, _ state: inout ConnectionState
    ) -> [Wakeup] {
        guard state.direct?.id == id, let libpq = state.libpq else {
            return [.pulled(puller, .failure(DatabaseError(.connectionLost, outcome: .unknown)))]
        }
        state.direct?.puller = puller
        let wakeups = receiveDirect(&state, libpq) + takeNotifications(&state, libpq)
        if state.direct?.puller != nil { watch(&state, for: state.interest.union(.readable)) }
        return wakeups
    }

    /// Hands the next event that has arrived to the one who waits for it.
    func receiveDirect(_ state: inout ConnectionState, _ libpq: LibpqConnection) -> [Wakeup] {
        guard let direct = state.direct, let puller = direct.puller else {
            libpq.takeInAsides()
            return []
        }
        guard let event = nextDirectEvent(&state, libpq) else { return [] }
        state.direct?.puller = nil
        guard case .endOfResults = event else { return [.pulled(puller, .success(event))] }
        state.direct = nil
        watch(&state, for: .readable)
        return state.release(direct.id, [.pulled(puller, .success(event))])
    }

    private func nextDirectEvent(_ state: inout ConnectionState, _ libpq: LibpqConnection) -> TransportEvent? {
        if let next = state.direct?.next {
            state.direct?.next = nil
            return explain(next, state)
        }
        if state.direct?.stage == .copyingOut {
            switch libpq.nextCopyData() {
            case .data(let bytes): return .copyData(bytes)
            case .moreInputNeeded: return nil
            case .end: state.direct?.stage = .results
            }
        }
        guard let event = libpq.nextEvent() else { return nil }
        switch event {
        case .result where state.direct?.isBeforeRows == true: return nextDirectEvent(&state, libpq)
        case .endOfResults where state.direct?.isPipelined == true:
            if state.direct?.endsCommand() == true { libpq.wantRowByRow() }
            return nextDirectEvent(&state, libpq)
        case .sync:
            libpq.exitPipelineMode()
            return .endOfResults
        case .copyInBegins: state.direct?.stage = .copyingIn
        case .copyOutBegins: state.direct?.stage = .copyingOut
        case .rows(let first): return gather(first, &state, libpq)
        default: break
        }
        return explain(event, state)
    }

    private func explain(_ event: TransportEvent, _ state: ConnectionState) -> TransportEvent {
        guard case .failure(var error) = event else { return event }
        if error.sqlState == nil {
            // libpq made this one up, because the server went away in mid-statement.
            error.code = .connectionLost
            error.outcome = .unknown
        }
        return .failure(state.occupant?.cancellation?.explain(error) ?? error)
    }

    /// The rows that have arrived whole, so many at a time that taking the lock for them costs little.
    private func gather(
        _ first: [ResultMemory], _ state: inout ConnectionState, _ libpq: LibpqConnection
    ) -> TransportEvent {
        var rows = first
        while rows.count < Self.rowsAtATime, let event = libpq.nextEvent() {
            guard case .rows(let more) = event else {
                state.direct?.next = event
                break
            }
            rows += more
        }
        return .rows(rows)
    }

    /// The notices that came since they were asked for last.
    func takeNotices() -> [Notice] {
        state.withLock { $0.notices.take() }
    }
}
