/// Takes the bytes of a COPY. It lives as long as the closure it is handed to.
public struct CopyWriter: ~Copyable, Sendable {
    let channel: ConnectionChannel
    let id: UInt64

    /// Sends bytes, and waits while the socket is full.
    ///
    /// - Parameter bytes: Any part of the stream; it need not end at a row's end.
    /// - Throws: `.cancelled`, `.connectionLost`.
    public func write(_ bytes: [UInt8]) async throws(DatabaseError) {
        try await channel.copy(bytes, id)
    }
}
