@testable import ConnectionPooling

extension PoolModel {
    mutating func acquire() {
        let timeout = Duration.milliseconds(Int.random(in: 0...3000, using: &random))
        let home = Bool.random(using: &random) ? Int.random(in: 0...2, using: &random) : nil
        let broken = idle.isEmpty ? nil : idle.min { $0.number < $1.number }
        let breaks = Int.random(in: 0..<20, using: &random) == 0
        let (answer, actions) = machine.acquire(home: home, now: now, timeout: timeout) { !breaks || $0 != broken }
        asked += 1
        switch answer {
        case .queued(let waiter): queue.append((waiter, now + timeout))
        case .leased(let lease):
            if !queue.isEmpty { fail("served before those who came first") }
            if let used = known[lease.connection]?.lastUsed, used + machine.settings.validationGrace < now {
                fail("lent unasked after a long time")
            }
            answered += 1
            lend(lease)
        case .refused: fail("refused while serving")
        }
        apply(actions)
    }

    mutating func releaseOne() {
        guard let index = leased.indices.randomElement(using: &random) else { return }
        let lease = leased.remove(at: index)
        let id = lease.connection
        idle.insert(id)
        known[id]?.lastUsed = now
        let isReusable = Int.random(in: 0..<10, using: &random) > 0
        let actions = machine.release(lease, now: now, isReusable: isReusable)
        if !isReusable, !actions.closes.contains(id) { fail("a dirty connection was kept") }
        if known[id]?.generation != generation, !actions.closes.contains(id) { fail("an old one was kept") }
        apply(actions)
        if !machine.release(lease, now: now, isReusable: true).isEmpty { fail("a second release had an effect") }
    }

    mutating func answerConnect() {
        guard let index = connecting.indices.randomElement(using: &random) else { return }
        let (id, generation) = connecting.remove(at: index)
        if Int.random(in: 0..<4, using: &random) == 0 {
            apply(machine.openFailed(id, now: now))
        } else {
            idle.insert(id)
            known[id] = Known(generation: generation, lastUsed: now)
            apply(machine.opened(id, home: Int.random(in: 0...2, using: &random), now: now))
        }
    }

    mutating func answerValidation() {
        guard let index = validating.indices.randomElement(using: &random) else { return }
        let id = validating.remove(at: index).id
        let isUsable = Int.random(in: 0..<6, using: &random) > 0
        idle.insert(id)
        if isUsable { known[id]?.lastUsed = now }
        let actions = machine.validated(id, isUsable: isUsable, now: now)
        if !isUsable, !actions.closes.contains(id) { fail("one that does not answer was kept") }
        apply(actions)
        if !machine.validated(id, isUsable: true, now: now).isEmpty, !validating.contains(where: { $0.id == id }) {
            fail("a second answer had an effect")
        }
    }

    mutating func confirmClose() {
        guard let index = closing.indices.randomElement(using: &random) else { return }
        apply(machine.closed(closing.remove(at: index), now: now))
    }

    mutating func cancelOne() {
        guard let (waiter, _) = queue.randomElement(using: &random) else { return }
        let actions = machine.cancel(waiter)
        if !actions.contains(.refuse(waiter, .cancelled)) { fail("a queued caller could not leave") }
        apply(actions)
    }

    mutating func rotate() {
        generation += 1
        apply(machine.advanceGeneration(now: now))
        if !idle.isEmpty { fail("an old generation stayed idle") }
    }

    mutating func longPause() {
        now += .seconds(Int.random(in: 1...30, using: &random))
        tick()
    }

    mutating func tick() {
        apply(machine.tick(now: now) { _ in true })
        if queue.contains(where: { $0.deadline <= now }) { fail("a caller waits past its deadline") }
        if validating.contains(where: { $0.deadline <= now }) { fail("a validation goes on past its deadline") }
        if let wake = machine.nextWake, wake <= now { fail("wants to be woken in the past") }
    }
}
