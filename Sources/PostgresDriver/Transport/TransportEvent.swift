/// What the transport hands out, one after the other, once it has read something. An error is large, and stored apart: it
/// would be copied wherever an event goes.
enum TransportEvent: Sendable {
    /// A statement's whole result, or in single-row mode the end of it.
    case result(ResultMemory)
    /// Rows, each a result of its own, in single-row mode.
    case rows([ResultMemory])
    indirect case failure(DatabaseError)
    /// A command that the server skipped after an error.
    case skipped
    case endOfResults
    case sync
    /// The server wants the data of a COPY.
    case copyInBegins
    /// The server will send the data of a COPY.
    case copyOutBegins
    /// Part of a COPY's data.
    case copyData([UInt8])
    /// What belongs to a replication connection.
    case foreign
}
