import Testing

@testable import PostgresDriver

@Suite("An exchange")
struct ExchangeTests {
    typealias Event = Exchange<Int>.Event
    typealias Step = Exchange<Int>.Step

    /// What is fed, and what the exchange must say to the last of it; to all before it says `.goOn`.
    static let sequences: [(shape: Exchange<Int>.Shape, events: [Event], last: Step)] = [
        (.statement, [.endOfReplies], .complete),
        (.statement, [.reply(1), .endOfReplies], .complete),
        (.statement, [.reply(1), .reply(2), .endOfReplies], .complete),
        (.statement, [.copyInRequested], .outOfOrder),
        (.statement, [.pipelineSync], .outOfOrder),
        (.copyIn, [.copyInRequested], .complete),
        (.copyIn, [.reply(1), .endOfReplies], .complete),
        (.pipeline(statements: 1), [.reply(1), .endOfReplies, .pipelineSync], .complete),
        (.pipeline(statements: 2), [.reply(1), .endOfReplies, .reply(2), .endOfReplies, .pipelineSync], .complete),
        (.pipeline(statements: 2), [.reply(1), .endOfReplies, .pipelineSync], .outOfOrder),
        (.pipeline(statements: 1), [.reply(1), .endOfReplies, .reply(2), .endOfReplies], .outOfOrder),
        (.pipeline(statements: 1), [.copyInRequested], .outOfOrder),
    ]

    @Test("is complete exactly when all its answers are here", arguments: sequences.indices)
    func completes(index: Int) {
        let (shape, events, last) = Self.sequences[index]
        var exchange = Exchange<Int>(shape)
        for event in events.dropLast() { #expect(exchange.take(event) == .goOn) }
        #expect(exchange.take(events[events.count - 1]) == last)
    }

    @Test("keeps the replies in order")
    func keepsReplies() {
        var exchange = Exchange<Int>(.pipeline(statements: 2))
        for event in [Event.reply(7), .endOfReplies, .reply(8), .endOfReplies, .pipelineSync] {
            _ = exchange.take(event)
        }
        #expect(exchange.replies == [7, 8])
    }
}
