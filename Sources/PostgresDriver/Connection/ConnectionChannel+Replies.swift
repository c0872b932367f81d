import DequeModule

extension ConnectionChannel {
    /// Takes in what has arrived for the exchanges in flight.
    func receiveReplies(_ state: inout ConnectionState, _ libpq: LibpqConnection) -> [Wakeup] {
        var wakeups: [Wakeup] = []
        while !state.pipeline.isEmpty, let event = libpq.nextEvent() {
            switch state.pipeline[0].take(event, state.notices) {
            case .goOn: continue
            case .complete:
                // What came with a failed statement is not the next one's, and is logged before the caller goes on.
                wakeups += takeIdleNotices(&state)
                wakeups += complete(state.pipeline.removeFirst(), libpq, &state)
            case .outOfOrder: return wakeups + breakOffOutOfOrder(event, &state)
            }
        }
        guard state.pipeline.isEmpty else { return wakeups }
        libpq.exitPipelineMode()
        return wakeups + endLeftOpenLane(&state, libpq)
    }

    /// A statement on a lane that began a transaction would hand its scope on to whoever comes next.
    private func endLeftOpenLane(_ state: inout ConnectionState, _ libpq: LibpqConnection) -> [Wakeup] {
        guard state.isLane, libpq.transactionStatus != .idle else { return [] }
        return end(
            &state,
            DatabaseError(
                .closed,
                detail: "a statement left a transaction open on a shared connection: it belongs on one of its own"))
    }

    private func complete(
        _ done: PipelinedExchange, _ libpq: LibpqConnection, _ state: inout ConnectionState
    ) -> [Wakeup] {
        let isStale = state.statements.absorb(done)
        guard let waiter = done.waiter else { return .leave(done.place) }
        let cancellation = state.occupant?.id == done.id ? state.occupant?.cancellation : nil
        // With others in flight no transaction can be open: they are one statement each.
        let nothingIsOpen = libpq.transactionStatus == .idle || !state.pipeline.isEmpty
        let result = done.result(cancellation, mayRepeat: isStale && nothingIsOpen)
        return state.release(done.id, .leave(done.place) + [.answered(waiter, result)])
    }

    private func breakOffOutOfOrder(_ event: TransportEvent, _ state: inout ConnectionState) -> [Wakeup] {
        let call: String
        switch event {
        case .copyInBegins: call = "copyIn"
        case .copyOutBegins: call = "copyOut"
        // Of a connection that has ended libpq goes on to report that.
        default: return breakOff(&state, state.libpq?.isBroken == true ? .connectionLost : .protocolViolation)
        }
        // The others in flight, on a shared connection, did nothing wrong.
        let culprit = state.pipeline.removeFirst()
        let answer = culprit.waiter.map { [Wakeup.answered($0, .failure(.copyAsStatement(call)))] } ?? []
        return answer + .leave(culprit.place) + end(&state, DatabaseError(.connectionLost, outcome: .unknown))
    }
}

extension DatabaseError {
    /// The server waits for, or sends, the data of a COPY that was sent as an ordinary statement.
    static func copyAsStatement(_ call: String) -> DatabaseError {
        DatabaseError(
            .invalidStatement,
            detail: "COPY with the client's data is not an ordinary statement: call \(call); the connection is closed",
            outcome: .unknown)
    }
}

extension StatementCache {
    /// Learns from an exchange what the server has and in which format results can be read.
    ///
    /// - Returns: Whether its first statement failed because the plan was stale.
    mutating func absorb(_ done: PipelinedExchange) -> Bool {
        for name in done.exchange.unconfirmedPreparations { forget(name) }
        if let name = done.exchange.staleScope {
            abandon(name)
            return true
        }
        var isStale = false
        for (index, (statement, outcome)) in zip(done.statements, done.exchange.outcomes).enumerated() {
            switch outcome {
            case .success(let reply):
                if statement.use.learns { learn(statement.key, format: reply.memory.readableFormat) }
                if reply.memory.forgetsStatements { forgetAll() }
            case .failure(let error):
                guard let name = statement.use.name, error.isStalePlan else { continue }
                abandon(name)
                if index == 0 { isStale = true }
            }
        }
        return isStale
    }
}
