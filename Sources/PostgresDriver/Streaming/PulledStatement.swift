/// A statement whose answers are pulled one by one: a stream of rows, or a COPY.
///
/// It belongs to the task that made it, and must be brought to its end with ``leave()``.
package final class PulledStatement {
    let channel: ConnectionChannel
    let id: UInt64
    /// A statement of an open transaction is never cancelled to be rid of its rows: that would fail the transaction.
    private let isInTransaction: Bool
    /// Part of it may stand although it failed.
    private let mayCommitByItself: Bool
    /// What the server said, or how the connection ended, as far as it has come.
    package private(set) var failure: DatabaseError?
    private(set) var result: ResultMemory?
    /// How many rows the server's answers have brought so far.
    package private(set) var rowCount = 0
    private(set) var hasEnded = false
    /// An event that was waited for and not taken yet.
    private var first: TransportEvent?

    init(channel: ConnectionChannel, id: UInt64, isInTransaction: Bool, mayCommitByItself: Bool = false) {
        self.channel = channel
        self.id = id
        self.isInTransaction = isInTransaction
        self.mayCommitByItself = mayCommitByItself
    }

    /// Its rows, for whoever may go through them.
    package var rows: RowStream { RowStream(statement: self) }

    /// What the server said at the end; nil before.
    package var commandTag: String? { result?.commandTag }

    /// The next event that carries data; `nil` at the end.
    ///
    /// - Throws: What the server said, or how the connection ended.
    func next() async throws(DatabaseError) -> TransportEvent? {
        if let first {
            self.first = nil
            return first
        }
        while !hasEnded {
            switch await channel.pull(id) {
            case .failure(let end):
                hasEnded = true
                let error = end.because(of: failure)
                failure = error
                throw error
            case .success(.result(let memory)): result = memory
            case .success(.failure(var error)):
                if mayCommitByItself { error.outcome = .unknown }
                failure = failure ?? error
            case .success(.skipped): continue
            case .success(.endOfResults):
                hasEnded = true
                if let failure { throw failure }
            case .success(let event):
                if case .rows(let rows) = event { rowCount += rows.count }
                return event
            }
        }
        return nil
    }

    /// Waits for the first event, which is then the next one to be taken.
    ///
    /// - Throws: What the server said; `.invalidStatement` for a COPY, over which the connection is closed.
    func waitForFirst() async throws(DatabaseError) {
        first = try await next()
        switch first {
        case .copyInBegins: try closeOverCopy("copyIn")
        case .copyOutBegins: try closeOverCopy("copyOut")
        default: break
        }
    }

    private func closeOverCopy(_ call: String) throws(DatabaseError) {
        let error = DatabaseError.copyAsStatement(call)
        channel.close(error)
        throw error
    }

    /// Brings it to its end, reading and dropping what nobody wants.
    func leave() async {
        first = nil
        if !hasEnded, !isInTransaction { channel.cancel(id, for: .leftEarly) }
        while !hasEnded { _ = try? await next() }
    }
}
