/// One exchange with the server: what was sent, and which answers are still to come.
///
/// Pure: it is fed with what libpq hands out and says when the exchange is complete.
///
/// ```
///  statement:  result* ── end ─▶ complete
///              copy-in asked ──▶ complete (the connection is left copying) ── finish ─▶ statement
///  pipeline:   (result ── end)× n ── sync ─▶ complete
/// ```
struct Exchange<Reply> {
    enum Shape: Equatable, Sendable {
        /// Results until libpq says there are no more.
        case statement
        /// A statement that must ask for data; it is complete when it does.
        case copyIn
        /// So many statements and one Sync.
        case pipeline(statements: Int)
    }

    /// What libpq handed out.
    enum Event {
        case reply(Reply)
        case copyInRequested
        case endOfReplies
        case pipelineSync
    }

    enum Step: Equatable {
        /// Ask libpq again.
        case goOn
        /// All is here; nothing more may be asked for.
        case complete
        /// This cannot come here; the connection is of no more use.
        case outOfOrder
    }

    let shape: Shape
    private(set) var replies: [Reply] = []
    private(set) var isCopying = false

    init(_ shape: Shape) {
        self.shape = shape
    }

    mutating func take(_ event: Event) -> Step {
        switch (event, shape) {
        case (.reply(let reply), _):
            replies.append(reply)
            return .goOn
        case (.copyInRequested, .copyIn):
            isCopying = true
            return .complete
        case (.endOfReplies, .statement), (.endOfReplies, .copyIn):
            return .complete
        case (.endOfReplies, .pipeline(let statements)):
            return replies.count <= statements ? .goOn : .outOfOrder
        case (.pipelineSync, .pipeline(let statements)):
            return replies.count == statements ? .complete : .outOfOrder
        case (.copyInRequested, _), (.pipelineSync, _):
            return .outOfOrder
        }
    }
}

extension Exchange: Sendable where Reply: Sendable {}
extension Exchange.Event: Sendable where Reply: Sendable {}
