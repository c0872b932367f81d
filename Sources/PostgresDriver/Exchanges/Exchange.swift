/// One exchange with the server: the commands that went out before one Sync, and which answers are still to come.
///
/// Pure: it is fed with what the transport hands out and says when the exchange is complete.
///
/// ```
///  each command:   answer ── end of results ─▶ next command
///  after the last: sync ─▶ complete
/// ```
/// After an error the server skips the rest up to the Sync, and the transport reports each skipped command. The Sync
/// itself can fail: the implicit transaction is committed there, and a deferred constraint refuses it.
struct Exchange<Reply> {
    /// What a command is for.
    enum Command: Hashable, Sendable {
        /// Parses a statement under a name.
        case preparation(StatementName)
        /// Forgets a statement of that name.
        case deallocation(StatementName)
        /// Sets what holds for the exchange alone, such as its tenant; by a prepared statement where it has a name.
        case scope(StatementName?)
        /// A statement of the caller's: it has an outcome of its own.
        case statement
    }

    /// What the transport handed out.
    enum Event {
        case reply(Reply)
        indirect case failure(DatabaseError)
        /// Skipped, because an earlier command of the exchange failed.
        case skipped
        case endOfResults
        case sync
        /// Something that belongs to no such exchange, such as the beginning of a COPY.
        case foreign
    }

    /// What became of a statement. An error is large, and stored apart.
    enum Outcome {
        case success(Reply)
        indirect case failure(DatabaseError)

        var isFailure: Bool {
            if case .failure = self { true } else { false }
        }
    }

    private enum Trouble {
        case none
        /// Why a command failed that has no outcome of its own: the statement after it says so.
        indirect case hidden(DatabaseError)
        /// Why nothing of the exchange has taken effect, although each of its statements succeeded.
        indirect case atCommit(DatabaseError)
    }

    enum Step: Equatable, Sendable {
        /// Ask the transport again.
        case goOn
        /// All is here; nothing more may be asked for.
        case complete
        /// This cannot come here; the connection is of no more use.
        case outOfOrder
    }

    private let commands: [Command]
    private var position = 0
    private var isAnswered = false
    private var trouble = Trouble.none
    /// What became of each of the caller's statements, in order.
    private(set) var outcomes: [Outcome] = []
    private var confirmed: [StatementName] = []
    /// The scope's statement, when the server does not have it any more; nothing of the exchange has run then.
    private(set) var staleScope: StatementName?

    init(_ commands: [Command]) {
        self.commands = commands
    }

    /// Takes one event.
    mutating func take(_ event: Event) -> Step {
        switch event {
        case .sync: return position == commands.count ? .complete : .outOfOrder
        case .foreign: return .outOfOrder
        case .endOfResults:
            guard isAnswered else { return .outOfOrder }
            if commitFailure == nil { position += 1 }
            isAnswered = false
            return .goOn
        case .failure(let error) where position == commands.count:
            guard commitFailure == nil else { return .outOfOrder }
            trouble = .atCommit(error)
            isAnswered = true
            return .goOn
        case .reply, .failure, .skipped:
            guard position < commands.count, !isAnswered else { return .outOfOrder }
            isAnswered = true
            note(event, commands[position])
            return .goOn
        }
    }

    private mutating func note(_ event: Event, _ command: Command) {
        switch (event, command) {
        case (.reply(let reply), .statement): outcomes.append(.success(reply))
        case (.failure(let error), .statement): outcomes.append(.failure(error))
        case (.skipped, .statement):
            outcomes.append(.failure(takeHiddenFailure() ?? DatabaseError(.pipelineAborted, outcome: .rolledBack)))
        case (.reply, .preparation(let name)): confirmed.append(name)
        case (.failure(let error), .scope(let name)):
            trouble = .hidden(error)
            if error.isStalePlan { staleScope = name }
        case (.failure(let error), _): trouble = .hidden(error)
        default: break
        }
    }

    private mutating func takeHiddenFailure() -> DatabaseError? {
        guard case .hidden(let error) = trouble else { return nil }
        trouble = .none
        return error
    }

    /// Why nothing of the exchange has taken effect, although each of its statements succeeded.
    var commitFailure: DatabaseError? {
        if case .atCommit(let error) = trouble { error } else { nil }
    }

    /// Whether the next answer is that of one of the caller's statements.
    var awaitsStatement: Bool { position < commands.count && commands[position] == .statement }

    /// The names under which the server has no statement, because it refused or skipped the preparation.
    var unconfirmedPreparations: [StatementName] {
        commands.compactMap { command in
            guard case .preparation(let name) = command, !confirmed.contains(name) else { return nil }
            return name
        }
    }
}

extension Exchange: Sendable where Reply: Sendable {}
extension Exchange.Event: Sendable where Reply: Sendable {}
extension Exchange.Outcome: Sendable where Reply: Sendable {}
