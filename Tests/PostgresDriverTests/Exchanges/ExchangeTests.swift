import Testing

@testable import PostgresDriver

@Suite("An exchange")
struct ExchangeTests {
    private typealias Case = (
        name: String, commands: [Exchange<Int>.Command], events: [Exchange<Int>.Event], last: Exchange<Int>.Step,
        outcomes: [Outcome]
    )

    private enum Outcome: Equatable {
        case value(Int)
        case error(DatabaseError.Code)

        init(_ outcome: Exchange<Int>.Outcome) {
            switch outcome {
            case .success(let value): self = .value(value)
            case .failure(let error): self = .error(error.code)
            }
        }
    }

    private static let name = StatementName(number: 1)
    private static let refusal = DatabaseError(.server, outcome: .rolledBack)

    private static let cases: [Case] = [
        ("no command", [], [.sync], .complete, []),
        ("one statement", [.statement], [.reply(1), .endOfResults, .sync], .complete, [.value(1)]),
        (
            "a statement with its preparation and its scope", [.preparation(name), .scope(name), .statement],
            [.reply(0), .endOfResults, .reply(0), .endOfResults, .reply(7), .endOfResults, .sync], .complete,
            [.value(7)]
        ),
        (
            "an error in the middle", [.statement, .statement, .statement],
            [.reply(1), .endOfResults, .failure(refusal), .endOfResults, .skipped, .endOfResults, .sync], .complete,
            [.value(1), .error(.server), .error(.pipelineAborted)]
        ),
        (
            "an error in the preparation, said by its statement", [.preparation(name), .statement, .statement],
            [.failure(refusal), .endOfResults, .skipped, .endOfResults, .skipped, .endOfResults, .sync], .complete,
            [.error(.server), .error(.pipelineAborted)]
        ),
        ("a Sync too early", [.statement], [.sync], .outOfOrder, []),
        ("two answers to one command", [.statement], [.reply(1), .reply(2)], .outOfOrder, [.value(1)]),
        ("an end without an answer", [.statement], [.endOfResults], .outOfOrder, []),
        ("an answer too many", [.statement], [.reply(1), .endOfResults, .reply(2)], .outOfOrder, [.value(1)]),
        ("what belongs to no exchange", [.statement], [.foreign], .outOfOrder, []),
    ]

    @Test("is complete when each command is answered and the Sync is, and never before", arguments: cases.indices)
    func table(index: Int) {
        let example = Self.cases[index]
        var exchange = Exchange<Int>(example.commands)
        let steps = example.events.map { exchange.take($0) }
        #expect(steps.dropLast().allSatisfy { $0 == .goOn }, "\(example.name)")
        #expect(steps.last == example.last, "\(example.name)")
        #expect(exchange.outcomes.map(Outcome.init) == example.outcomes, "\(example.name)")
    }

    @Test("fails as a whole when its commit is refused")
    func refusedCommit() {
        for events: [Exchange<Int>.Event] in [
            [.reply(1), .endOfResults, .failure(Self.refusal), .sync],
            [.reply(1), .endOfResults, .failure(Self.refusal), .endOfResults, .sync],
        ] {
            var exchange = Exchange<Int>([.statement])
            let steps = events.map { exchange.take($0) }
            #expect(steps.last == .complete)
            #expect(exchange.commitFailure == Self.refusal)
        }
    }

    @Test("tells a scope that the server has forgotten from a statement that it has")
    func staleScope() {
        var stale = Self.refusal
        stale.isStalePlan = true
        var exchange = Exchange<Int>([.scope(Self.name), .statement])
        for event: Exchange<Int>.Event in [.failure(stale), .endOfResults, .skipped, .endOfResults, .sync] {
            _ = exchange.take(event)
        }
        #expect(exchange.staleScope == Self.name)
        #expect(exchange.outcomes.map(Outcome.init) == [.error(.server)])
    }

    @Test("knows which preparations the server refused")
    func unconfirmedPreparations() {
        let second = StatementName(number: 2)
        var exchange = Exchange<Int>([.preparation(Self.name), .statement, .preparation(second), .statement])
        for event: Exchange<Int>.Event in [
            .reply(0), .endOfResults, .failure(Self.refusal), .endOfResults, .skipped, .endOfResults, .skipped,
            .endOfResults, .sync,
        ] { _ = exchange.take(event) }
        #expect(exchange.unconfirmedPreparations == [second])
    }
}
