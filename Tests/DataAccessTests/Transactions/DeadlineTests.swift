import FoundationEssentials
import Testing
import TestSupport

@testable import DataAccess

@Suite("The deadline of a transaction")
struct DeadlineTests {
    enum Event {
        case begins, ends, timeIsUp
    }

    private func answers(_ events: Event...) -> [Bool] {
        var phase = DeadlinePhase.idle
        return events.map { event in
            switch event {
            case .begins: phase.statementBegins()
            case .ends: phase.statementEnded()
            case .timeIsUp: phase.timeIsUp()
            }
        }
    }

    @Test("while nothing is under way whoever notices ends the transaction; nothing is sent any more")
    func idle() {
        #expect(answers(.timeIsUp, .begins, .timeIsUp) == [true, false, false])
    }

    @Test("while a statement is under way the transaction is left alone, and ended when the statement has ended")
    func busy() {
        #expect(answers(.begins, .timeIsUp, .ends, .begins) == [true, false, false, false])
    }

    @Test("in time there is nothing to end")
    func inTime() {
        #expect(answers(.begins, .ends, .begins, .ends) == [true, true, true, true])
        var phase = DeadlinePhase.over
        let mustEnd = phase.timeIsUp()
        #expect(!mustEnd)
    }

    @Test(
        "however things coincide, one side ends the transaction, never during a statement",
        arguments: try Seed.some(200))
    func coincidence(_ seed: Seed) {
        var random = seed.generator()
        var phase = DeadlinePhase.idle
        var isRunning = false
        var isExpired = false
        var ends = 0
        for _ in 0..<30 {
            switch random.below(3) {
            case 0 where !isRunning:
                isRunning = phase.statementBegins()
                #expect(!isRunning || !isExpired)
            case 1 where isRunning:
                isRunning = false
                if !phase.statementEnded() { ends += 1 }
            case 2:
                let mustEnd = phase.timeIsUp()
                #expect(!mustEnd || !isRunning)
                if mustEnd { ends += 1 }
                isExpired = true
            default: break
            }
        }
        #expect(ends == (isExpired && !isRunning ? 1 : 0))
    }

    @Test(
        "one alarm serves all: every deadline is found due at its moment, none earlier", arguments: try Seed.some(100))
    func schedule(_ seed: Seed) {
        var random = seed.generator()
        var schedule = DeadlineSchedule()
        let start = ContinuousClock.now
        var model: [UInt64: ContinuousClock.Instant] = [:]
        var alarms: [ContinuousClock.Instant] = []
        var now = start
        func passTime(until instant: ContinuousClock.Instant) {
            while let next = alarms.min(), next <= instant {
                alarms.remove(at: alarms.firstIndex(of: next) ?? 0)
                now = next
                let (due, alarm) = schedule.wentOff(next)
                for number in due {
                    #expect(model.removeValue(forKey: number).map { $0 <= next } == true)
                }
                if let alarm { alarms.append(alarm) }
                #expect(model.values.allSatisfy { $0 > next })
            }
            now = instant
        }
        for _ in 0..<100 {
            switch random.below(3) {
            case 0:
                let deadline = now + .milliseconds(1 + random.below(100))
                let (number, alarm) = schedule.add(deadline)
                model[number] = deadline
                if let alarm { alarms.append(alarm) }
            case 1:
                if let number = model.keys.min() {
                    schedule.remove(number)
                    model[number] = nil
                }
            default: passTime(until: now + .milliseconds(random.below(50)))
            }
        }
        passTime(until: now + .seconds(1))
        #expect(model.isEmpty)
    }
}
