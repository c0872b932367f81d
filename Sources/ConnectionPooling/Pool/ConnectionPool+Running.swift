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
                    case .validate(let id, let connection): group.addTask { await self.validate(id, connection) }
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
        let began = clock.now()
        switch await connectInTime(until: began + settings.connectTimeout) {
        case .success(let connection):
            let home = connection.home
            perform { state, now in
                state.connections[id.slot] = connection
                state.lastConnectError = nil
                return state.machine.opened(id, home: home, now: now)
            }
            onEvent(.opened(after: clock.now() - began))
        case .failure(let error):
            perform { state, now in
                state.lastConnectError = error
                return state.machine.openFailed(id, now: now)
            }
            onEvent(.openFailed(error))
        }
    }

    /// Connects, and cancels that at an instant. What arrives after all is as good as if it had come in time.
    private func connectInTime(until deadline: Duration) async -> Result<Connection, any Error> {
        await withTaskGroup(of: Result<Connection, any Error>?.self) { group in
            group.addTask {
                do { return .success(try await self.connect()) } catch { return .failure(error) }
            }
            group.addTask {
                try? await self.clock.sleep(deadline)
                return nil
            }
            var outcome = Result<Connection, any Error>.failure(CancellationError())
            for await ended in group {
                group.cancelAll()
                if let ended { outcome = ended }
            }
            return outcome
        }
    }

    private func validate(_ id: ConnectionID, _ connection: any PooledConnection) async {
        let isUsable = await connection.validate()
        perform { state, now in state.machine.validated(id, isUsable: isUsable, now: now) }
    }

    private func close(_ id: ConnectionID, _ connection: any PooledConnection) async {
        await connection.close()
        perform { state, now in state.machine.closed(id, now: now) }
    }

    func wake(at instant: Duration) async {
        // Cancelled means that the pool has shut down or is about to: nothing left to be punctual for.
        guard (try? await clock.sleep(instant)) != nil else { return }
        perform { state, now in
            guard state.scheduledWake == instant else { return [] }
            state.scheduledWake = nil
            return state.tick(now: now)
        }
    }
}
