import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("The savepoints of a transaction")
struct SavepointStackTests {
    @Test("nothing is sent for a savepoint in which nothing was done")
    func unused() {
        var stack = SavepointStack()
        let kept = stack.begin()
        stack.release(kept)
        #expect(stack.statements == [])
        let undone = stack.begin()
        #expect(stack.rollBack(to: undone) == [])
        #expect(stack.statements == [])
    }

    @Test("RELEASE waits for the next statement, and so does the next SAVEPOINT")
    func waits() {
        var stack = SavepointStack()
        let first = stack.begin()
        #expect(stack.statements == ["SAVEPOINT dal_1"])
        stack.sent()
        stack.release(first)
        _ = stack.begin()
        #expect(stack.statements == ["RELEASE SAVEPOINT dal_1", "SAVEPOINT dal_2"])
    }

    @Test("undone: what lies within is forgotten with it")
    func undone() {
        var stack = SavepointStack()
        let outer = stack.begin()
        stack.sent()
        let inner = stack.begin()
        stack.sent()
        stack.release(inner)
        #expect(stack.rollBack(to: outer) == ["ROLLBACK TO SAVEPOINT dal_1", "RELEASE SAVEPOINT dal_1"])
        #expect(stack.statements == [])
    }

    @Test(
        "whatever is nested, kept and undone: the server never hears of a savepoint it does not have",
        arguments: try Seed.some(200))
    func random(_ seed: Seed) {
        var random = seed.generator()
        var stack = SavepointStack()
        var server: [String] = []
        var open: [SavepointStack.Savepoint] = []
        func send(_ statements: [SQL]) {
            for statement in statements {
                let name = String(statement.text.split(separator: " ").last ?? "")
                if statement.text.hasPrefix("SAVEPOINT") {
                    server.append(name)
                    continue
                }
                guard let index = server.firstIndex(of: name) else {
                    Issue.record("\(statement.text), but the server has \(server)")
                    return
                }
                server.removeSubrange((statement.text.hasPrefix("RELEASE") ? index : index + 1)...)
            }
        }
        for _ in 0..<60 {
            switch random.below(4) {
            case 0: open.append(stack.begin())
            case 1: if let savepoint = open.popLast() { stack.release(savepoint) }
            case 2: if let savepoint = open.popLast() { send(stack.rollBack(to: savepoint)) }
            default:
                send(stack.statements)
                stack.sent()
                #expect(server.count == open.count)
            }
        }
    }
}
