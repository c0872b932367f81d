@testable import ConnectionPooling

extension PoolModel {
    mutating func apply(_ actions: [PoolAction]) {
        for action in actions {
            if isFinished { fail("an action after the end") }
            switch action {
            case .open(let id):
                if id.number <= lastNumber { fail("a connection opened twice") }
                lastNumber = id.number
                connecting.append((id, generation))
            case .validate(let id):
                if idle.remove(id) == nil { fail("validated what was not idle") }
                validating.append((id, now + machine.settings.validationTimeout))
            case .close(let id, _, _): close(id)
            case .lease(let lease, let waiter, _):
                if queue.first?.waiter != waiter { fail("served out of order") }
                leave(waiter)
                lend(lease)
            case .refuse(let waiter, let refusal):
                if refusal == .shed, queue.first?.waiter != waiter { fail("shed out of order") }
                leave(waiter)
            case .reportLeak(let lease): if !leased.contains(lease) { fail("reported what is not held") }
            case .reportHolders, .cancelConnects: break
            case .finished: isFinished = true
            }
        }
    }

    mutating func lend(_ lease: LeaseID) {
        let id = lease.connection
        if idle.remove(id) == nil { fail("lent what was not idle") }
        if known[id]?.generation != generation { fail("lent a connection of an old generation") }
        if machine.isExpired(id, now: now) { fail("lent an expired connection") }
        leased.append(lease)
    }

    private mutating func leave(_ waiter: WaiterID) {
        guard let index = queue.firstIndex(where: { $0.waiter == waiter }) else { return fail("an unknown caller") }
        queue.remove(at: index)
        answered += 1
    }

    private mutating func close(_ id: ConnectionID) {
        if let index = leased.firstIndex(where: { $0.connection == id }) {
            leased.remove(at: index)
        } else if let index = validating.firstIndex(where: { $0.id == id }) {
            validating.remove(at: index)
        } else if idle.remove(id) == nil {
            fail("closed what was not there")
        }
        known[id] = nil
        closing.append(id)
    }
}
