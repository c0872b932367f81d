@testable import ConnectionPooling

extension PoolModel {
    mutating func check() {
        let numbers = machine.statistics
        if numbers.total != numbers.idle + numbers.inUse + numbers.opening + numbers.closing {
            fail("the sum is wrong")
        }
        if numbers.total > machine.settings.maximum { fail("more than the maximum") }
        if machine.connecting > machine.settings.maximumConcurrentConnects { fail("too many connects") }
        if Set(machine.idle.oldestFirst) != idle || numbers.idle != idle.count { fail("idle differs from the model") }
        if numbers.inUse != leased.count { fail("leased differs from the model") }
        if machine.connecting != connecting.count { fail("connecting differs from the model") }
        if machine.validating != validating.count { fail("validating differs from the model") }
        if numbers.closing != closing.count { fail("closing differs from the model") }
        if numbers.waiting != queue.count { fail("waiting differs from the model") }
        checkSlots()
        checkProgress()
    }

    /// The counts agree with the phases.
    private mutating func checkSlots() {
        var phases = (idle: 0, connecting: 0, validating: 0, suspected: 0, leased: 0, closing: 0, free: 0)
        for slot in machine.slots {
            switch slot.phase {
            case .idle: phases.idle += 1
            case .connecting: phases.connecting += 1
            case .validating(let purpose):
                phases.validating += 1
                if purpose == .suspicion { phases.suspected += 1 }
            case .leased: phases.leased += 1
            case .closing: phases.closing += 1
            case .free: phases.free += 1
            }
        }
        if phases.idle != machine.idle.count || phases.connecting != machine.connecting
            || phases.validating != machine.validating || phases.leased != machine.leased
            || phases.closing != machine.closing || phases.free != machine.freeSlots.count
            || phases.suspected != machine.suspected
        {
            fail("the counts differ from the phases")
        }
    }

    /// Nobody waits while something could be done about it and nothing is.
    private mutating func checkProgress() {
        guard !queue.isEmpty else { return }
        let promised = machine.validating - machine.suspected
        if !idle.isEmpty, promised < queue.count { fail("somebody waits beside an idle connection") }
        guard machine.mode != .closing, machine.connecting + promised < queue.count else { return }
        if machine.freeSlots.isEmpty || machine.connecting >= machine.connectLimit { return }
        guard let pause = machine.connectAllowedAt else { return fail("somebody waits and nothing is under way") }
        if let wake = machine.nextWake, wake <= pause { return }
        fail("somebody waits and nobody wakes the pool")
    }
}
