import Dispatch
import Testing

@testable import PostgresDriver

@Suite("The deadline of a connection's statements")
struct StatementDeadlineTests {
    private func at(_ seconds: UInt64) -> DispatchTime { DispatchTime(uptimeNanoseconds: seconds * 1_000_000_000) }

    @Test("starts one timer, and names the statement that is due")
    func due() {
        var deadline = StatementDeadline()
        #expect(deadline.set(1, at: at(10)) == at(10))
        #expect(deadline.fired(for: at(10)) == .due(1))
        #expect(deadline.set(2, at: at(30)) == at(30))
    }

    @Test("needs no second timer for later deadlines: the first looks again")
    func laterDeadlines() {
        var deadline = StatementDeadline()
        _ = deadline.set(1, at: at(10))
        for id in 2...1_000 as ClosedRange<UInt64> {
            deadline.isOver(id - 1)
            #expect(deadline.set(id, at: at(10 + id)) == nil)
        }
        #expect(deadline.fired(for: at(10)) == .wait(until: at(1_010)))
        #expect(deadline.fired(for: at(1_010)) == .due(1_000))
    }

    @Test("starts a timer of its own for an earlier deadline, and the late one is harmless")
    func earlierDeadline() {
        var deadline = StatementDeadline()
        _ = deadline.set(1, at: at(30))
        deadline.isOver(1)
        #expect(deadline.set(2, at: at(10)) == at(10))
        #expect(deadline.fired(for: at(10)) == .due(2))
        deadline.isOver(2)
        #expect(deadline.fired(for: at(30)) == .nothing)
    }

    @Test("hits nobody when everything is over")
    func over() {
        var deadline = StatementDeadline()
        _ = deadline.set(1, at: at(10))
        deadline.isOver(1)
        #expect(deadline.fired(for: at(10)) == .nothing)
    }
}
