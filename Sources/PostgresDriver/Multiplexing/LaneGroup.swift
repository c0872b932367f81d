import Synchronization

/// The shared connections of one event loop, and those who wait for a place on them.
final class LaneGroup: Sendable {
    typealias Waiter = CheckedContinuation<Int?, Never>

    let lanes: Mutex<Lanes<Waiter>>
    let connections: [LaneConnection]
    let progress: Mutex<[LaneProgress]>
    private let lastTicket = Atomic<UInt64>(0)

    init(connections: [LaneConnection], limit: Int) {
        self.connections = connections
        progress = Mutex(Array(repeating: LaneProgress(at: .now), count: connections.count))
        lanes = Mutex(Lanes(lanes: connections.count, limit: limit))
    }

    /// Sends a batch on the lane with the fewest requests, waiting in line for a place.
    func perform(_ batch: StatementBatch) async -> ExchangeResult {
        let result = await performOnce(batch)
        // Found closed, so that nothing was sent: once more, on a new connection.
        guard case .failure(let error) = result, error.code == .closed, error.outcome == .notApplied else {
            return result
        }
        return await performOnce(batch)
    }

    private func performOnce(_ batch: StatementBatch) async -> ExchangeResult {
        guard let lane = await enter() else {
            return .failure(DatabaseError(Task.isCancelled ? .cancelled : .closed))
        }
        do {
            let connection = try await connections[lane].connection()
            // The channel gives the place back when the server has answered: an abandoned request still holds it.
            let result = await connection.channel.perform(batch, .lane(LanePlace(group: self, lane: lane)))
            if let log = connection.noticeLog, case .replies(let replies) = result { log.write(replies.notices) }
            return result
        } catch {
            lanes.withLock { $0.avoid(lane) }
            leave(lane)
            return .failure(error)
        }
    }

    func leave(_ lane: Int) {
        lanes.withLock { $0.leave(lane) }?.resume(returning: lane)
    }

    func replaceConnections() {
        for connection in connections { connection.replace() }
    }

    /// Closes the connections; who waits is told, and what is in flight fails.
    func close() async {
        for waiter in lanes.withLock({ $0.close() }) { waiter.resume(returning: nil) }
        for connection in connections { await connection.close() }
    }

    private func enter() async -> Int? {
        switch lanes.withLock({ $0.enter() }) {
        case .lane(let lane): lane
        case .closed: nil
        case .wait: await wait()
        }
    }

    private func wait() async -> Int? {
        let ticket = lastTicket.wrappingAdd(1, ordering: .relaxed).newValue
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let entry = lanes.withLock { lanes -> Lanes<Waiter>.Entry in
                    if Task.isCancelled { return .closed }
                    let entry = lanes.enter()
                    if case .wait = entry { lanes.wait(ticket, waiter) }
                    return entry
                }
                switch entry {
                case .lane(let lane): waiter.resume(returning: lane)
                case .closed: waiter.resume(returning: nil)
                case .wait: break
                }
            }
        } onCancel: {
            lanes.withLock { $0.giveUp(ticket) }?.resume(returning: nil)
        }
    }
}
