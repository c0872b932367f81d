import Testing
import TestSupport

@testable import PostgresDriver

@Suite("The lanes of shared connections")
struct LanesTests {
    @Test("fill evenly up to the limit, then let wait")
    func fillsEvenly() {
        var lanes = Lanes<Int>(lanes: 2, limit: 2)
        var entered: [Int] = []
        while case .lane(let lane) = lanes.enter() { entered.append(lane) }
        #expect(entered == [0, 1, 0, 1])
        guard case .wait = lanes.enter() else { return #expect(Bool(false), "a fifth was let in") }
    }

    @Test("hand a place to the one who has waited for longest, and let nobody pass")
    func firstComeFirstServed() {
        var lanes = Lanes<String>(lanes: 1, limit: 1)
        _ = lanes.enter()
        lanes.wait(1, "first")
        lanes.wait(2, "second")
        #expect(lanes.leave(0) == "first")
        guard case .wait = lanes.enter() else { return #expect(Bool(false), "somebody passed") }
        #expect(lanes.leave(0) == "second")
        #expect(lanes.leave(0) == nil)
        #expect(lanes.inFlightCount == 0)
    }

    @Test("avoid one that could not be opened, for a while")
    func avoiding() {
        var lanes = Lanes<Int>(lanes: 2, limit: 1_000)
        lanes.avoid(0)
        var entered: [Int] = []
        for _ in 0..<101 { if case .lane(let lane) = lanes.enter() { entered.append(lane) } }
        #expect(entered == Array(repeating: 1, count: 100) + [0])
    }

    @Test("forget who gives up")
    func givingUp() {
        var lanes = Lanes<String>(lanes: 1, limit: 1)
        _ = lanes.enter()
        lanes.wait(1, "first")
        #expect(lanes.giveUp(1) == "first")
        #expect(lanes.giveUp(1) == nil)
        #expect(lanes.leave(0) == nil)
    }

    @Test("let nobody in once they are closed")
    func closing() {
        var lanes = Lanes<String>(lanes: 1, limit: 1)
        _ = lanes.enter()
        lanes.wait(1, "first")
        #expect(lanes.close() == ["first"])
        guard case .closed = lanes.enter() else { return #expect(Bool(false), "somebody was let in") }
        #expect(lanes.leave(0) == nil)
    }

    @Test("never hold more than their limit, and lose nobody, whatever comes")
    func randomSequences() {
        for seed in 0..<200 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var lanes = Lanes<UInt64>(lanes: 3, limit: 2)
            var inFlight = [0, 0, 0]
            var waiting: [UInt64] = []
            for ticket in 0..<300 as Range<UInt64> {
                switch random.next() % 3 {
                case 0:
                    switch lanes.enter() {
                    case .lane(let lane):
                        #expect(waiting.isEmpty)
                        inFlight[lane] += 1
                    case .wait:
                        lanes.wait(ticket, ticket)
                        waiting.append(ticket)
                    case .closed: #expect(Bool(false), "nobody closed them")
                    }
                case 1:
                    guard let lane = inFlight.indices.filter({ inFlight[$0] > 0 }).randomElement(using: &random) else {
                        continue
                    }
                    let next = lanes.leave(lane)
                    #expect(next == waiting.first)
                    if next == nil { inFlight[lane] -= 1 } else { waiting.removeFirst() }
                default:
                    guard let ticket = waiting.randomElement(using: &random) else { continue }
                    #expect(lanes.giveUp(ticket) == ticket)
                    waiting.removeAll { $0 == ticket }
                }
                #expect(inFlight.allSatisfy { $0 <= 2 })
                #expect(lanes.inFlightCount == inFlight.reduce(0, +))
                #expect(lanes.waitingCount == waiting.count)
            }
        }
    }

    @Test("a connection is stuck when it has requests and answers none of them for long, and then once")
    func progress() {
        let start = ContinuousClock.now
        func after(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }
        var progress = LaneProgress(at: start)
        func look(_ seconds: Int, _ inFlight: Int, _ answered: Int) -> Bool {
            progress.isStuck(inFlight: inFlight, answered: answered, at: after(seconds), patience: .seconds(5))
        }
        #expect(!look(100, 0, 0), "idle for as long as it likes")
        #expect(!look(101, 3, 0))
        #expect(!look(104, 3, 0))
        #expect(!look(105, 3, 1), "an answer")
        #expect(!look(109, 3, 1))
        #expect(look(110, 3, 1))
        #expect(!look(111, 3, 1), "has been given up, and counts as a new one")
        #expect(look(115, 1, 1))
    }
}
