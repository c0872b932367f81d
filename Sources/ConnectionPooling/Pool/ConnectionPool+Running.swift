import Synchronization

extension ConnectionPool {
    /// Opens, looks after and closes the pool's connections; returns when ``shutDown(timeout:)`` has closed the last
    /// one.
    ///
    /// Call it once. Cancelling its task shuts down without waiting for anybody.
    public func run() async {
        perform { state, now in
            state.isRunning = true
            return state.tick(now: now)
        }
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                while true {
                    switch await steps.next() {
                    case .open(let id): group.addTask { await self.open(id) }
                    case .close(let id, let connection): group.addTask { await self.close(id, connection) }
                    case .wake(let instant): group.addTask { await self.wake(at: instant) }
                    case .cancelConnects: group.cancelAll()
                    case .finished:
                        group.cancelAll()
                        return
                    }
                }
            }
        } onCancel: {
            shutDown(timeout: .zero)
        }
    }

    private func open(_ id: ConnectionID) async {
        do {
            let connection = try await connect()
            perform { state, now in
                state.connections[id] = connection
                state.lastConnectError = nil
                return state.machine.opened(id, now: now)
            }
        } catch {
            perform { state, now in
                state.lastConnectError = error
                return state.machine.openFailed(id, now: now)
            }
        }
    }

    private func close(_ id: ConnectionID, _ connection: Connection) async {
        await connection.close()
        perform { state, now in state.machine.closed(id, now: now) }
    }

    func wake(at instant: ContinuousClock.Instant) async {
        // Cancelled means that the pool has shut down or is about to: nothing left to be punctual for.
        guard (try? await clock.sleep(instant)) != nil else { return }
        perform { state, now in
            guard state.scheduledWake == instant else { return [] }
            state.scheduledWake = nil
            return state.tick(now: now)
        }
    }
}

extension ConnectionPool.State {
    mutating func tick(now: ContinuousClock.Instant) -> [PoolAction] {
        let connections = connections
        return machine.tick(now: now) { connections[$0]?.isReusable ?? false }
    }
}
