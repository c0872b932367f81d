internal import CLibpq
import Synchronization

extension ConnectionChannel {
    /// Sends statements and waits for all their answers. When the task is cancelled the server is told, and the answers
    /// are awaited all the same, so that the connection is clean for whoever has it next.
    func perform(_ messages: [StatementMessage], _ shape: Exchange<StatementReply>.Shape) async -> ExchangeResult {
        await exchange(shape) { connection in
            guard case .pipeline = shape else { return messages.allSatisfy { $0.send(on: connection) } }
            return PQenterPipelineMode(connection) == 1
                && messages.allSatisfy { $0.send(on: connection) }
                && PQpipelineSync(connection) == 1
        }
    }

    func exchange(
        _ shape: Exchange<StatementReply>.Shape, endsCopy: Bool = false, send: (OpaquePointer) -> Bool
    ) async -> ExchangeResult {
        let id = state.withLock { state in
            defer { state.nextExchange += 1 }
            return state.nextExchange
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                var wasCancelled = false
                let wakeups = state.withLock { state -> [Wakeup] in
                    if let refusal = refusal(of: id, endsCopy: endsCopy, state) {
                        return [Wakeup.answered(continuation, .failure(refusal))]
                    }
                    wasCancelled = state.start(id, shape, continuation)
                    guard let connection = state.connection, send(connection) else { return breakOff(&state) }
                    return flush(&state)
                }
                for wakeup in wakeups { wakeup.run() }
                if wasCancelled { startCancelling(id) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func refusal(of id: UInt64, endsCopy: Bool, _ state: ConnectionState) -> DatabaseError? {
        guard case .open = state.phase else { return DatabaseError(.closed) }
        // A COPY must be ended all the same; the server is asked to cancel it then.
        if !endsCopy, state.cancelledBeforeStart.contains(id) { return DatabaseError(.cancelled) }
        if state.running != nil || state.isCopying != endsCopy {
            return DatabaseError(
                .connectionBusy, detail: "wait for the statement under way, or take another connection")
        }
        return nil
    }

    // MARK: What arrives

    func receive(_ state: inout ConnectionState) -> [Wakeup] {
        guard let connection = state.connection else { return [] }
        guard PQconsumeInput(connection) == 1 else { return breakOff(&state) }
        guard state.running != nil, state.running?.result == nil else {
            // Nobody waits: libpq takes notices and parameter changes in by itself while it looks.
            _ = PQisBusy(connection)
            return PQstatus(connection) == CONNECTION_BAD ? breakOff(&state) : []
        }
        while PQisBusy(connection) == 0 {
            guard let event = nextEvent(connection, state.notices) else { return breakOff(&state, .protocolViolation) }
            switch state.running?.exchange.take(event) {
            case .goOn: continue
            case .complete: return complete(&state)
            case .outOfOrder, nil: return breakOff(&state, .protocolViolation)
            }
        }
        return []
    }

    private func nextEvent(_ connection: OpaquePointer, _ notices: NoticeBuffer) -> Exchange<StatementReply>.Event? {
        guard let pointer = PQgetResult(connection) else { return .endOfReplies }
        let memory = ResultMemory(pointer)
        switch memory.status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return .reply(.success(memory, notices.take()))
        case PGRES_FATAL_ERROR:
            // What came with a failed statement is not the next one's.
            _ = notices.take()
            return .reply(.failure(DatabaseError(memory)))
        case PGRES_PIPELINE_ABORTED: return .reply(.aborted)
        case PGRES_PIPELINE_SYNC: return .pipelineSync
        case PGRES_COPY_IN: return .copyInRequested
        // COPY TO STDOUT and replication need an exchange of their own, which nobody asked for.
        default: return nil
        }
    }

    private func complete(_ state: inout ConnectionState) -> [Wakeup] {
        guard var running = state.running, let connection = state.connection else { return [] }
        if case .pipeline = running.exchange.shape { PQexitPipelineMode(connection) }
        state.isCopying = running.exchange.isCopying
        let result = Self.result(of: running)
        guard PQstatus(connection) != CONNECTION_BAD else {
            state.running = nil
            return [.answered(running.continuation, result)] + breakOff(&state)
        }
        guard !running.isCancelling else {
            running.result = result
            state.running = running
            return []
        }
        state.running = nil
        return [.answered(running.continuation, result)]
    }

    private static func result(of running: ConnectionState.Running) -> ExchangeResult {
        for case .failure(var error) in running.exchange.replies {
            if error.sqlState == nil {
                // libpq made this one up, because the server went away in mid-statement.
                error.code = .connectionLost
                error.outcome = .unknown
                return .failure(error)
            }
            if running.wasCancelled, error.sqlState == .queryCanceled {
                error.code = .cancelled
                // A pipeline's own COMMIT stands, whatever came after it.
                if running.exchange.replies.contains(where: \.isCommit) { error.outcome = .unknown }
                return .failure(error)
            }
        }
        return .success(running.exchange.replies)
    }
}
