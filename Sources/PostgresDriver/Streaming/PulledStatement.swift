/// A statement whose answers are pulled one by one: a stream of rows, or a COPY.
///
/// It belongs to the task that made it, and must be brought to its end with ``finish()`` or ``leave()``.
final class PulledStatement {
    let channel: ConnectionChannel
    let id: UInt64
    /// A statement of an open transaction is never cancelled to be rid of its rows: that would fail the transaction.
    private let isInTransaction: Bool
    private var failure: DatabaseError?
    private(set) var result: ResultMemory?
    private(set) var hasEnded = false

    init(channel: ConnectionChannel, id: UInt64, isInTransaction: Bool) {
        self.channel = channel
        self.id = id
        self.isInTransaction = isInTransaction
    }

    /// The next event that carries data; `nil` at the end.
    ///
    /// - Throws: What the server said, or how the connection ended.
    func next() async throws(DatabaseError) -> TransportEvent? {
        while !hasEnded {
            switch await channel.pull(id) {
            case .failure(let end):
                hasEnded = true
                throw end.because(of: failure)
            case .success(.result(let memory)): result = memory
            case .success(.failure(let error)): failure = failure ?? error
            case .success(.endOfResults):
                hasEnded = true
                if let failure { throw failure }
            case .success(let event): return event
            }
        }
        return nil
    }

    /// Brings it to its end, reading and dropping what nobody wants.
    func leave() async {
        if !hasEnded, !isInTransaction { channel.cancel(id, for: .leftEarly) }
        while !hasEnded { _ = try? await next() }
    }
}
