internal import CLibpq
import Glibc

/// A connection as the transport sees it: messages go out, events come in.
///
/// This folder is the seam: nothing outside it knows that libpq carries the messages, except the opening of a
/// connection, and another transport would replace these files. Every call needs the channel's lock.
struct LibpqConnection {
    let pointer: OpaquePointer

    /// Whether the connection is of no more use.
    var isBroken: Bool { PQstatus(pointer) == CONNECTION_BAD }
    var transactionStatus: TransactionStatus { TransactionStatus(PQtransactionStatus(pointer)) }
    var backendPID: Int32 { PQbackendPID(pointer) }
    var isEncrypted: Bool { PQsslInUse(pointer) == 1 }
    var socket: Int32 { PQsocket(pointer) }
    /// What went wrong last, in libpq's words or the server's.
    var errorMessage: String? { PQerrorMessage(pointer).map { String(cString: $0) } }

    func parameterStatus(_ name: String) -> String? {
        PQparameterStatus(pointer, name).map { String(cString: $0) }
    }

    func hasParameter(_ name: String, _ value: String) -> Bool {
        PQparameterStatus(pointer, name).map { strcmp($0, value) == 0 } ?? false
    }

    /// Ends the session and frees everything.
    func finish() {
        PQfinish(pointer)
    }

    // MARK: Sending

    enum Flush { case done, pending, broken }

    /// Sends what is queued, as far as the socket takes it.
    func flush() -> Flush {
        switch PQflush(pointer) {
        case 0: .done
        case 1: .pending
        default: .broken
        }
    }

    // MARK: Receiving

    /// Reads what the socket has, once. `false` means that the connection broke.
    func consumeInput() -> Bool { PQconsumeInput(pointer) == 1 }

    /// The next thing that has arrived whole; `nil` when more input is needed.
    func nextEvent() -> TransportEvent? {
        guard PQisBusy(pointer) == 0 else { return nil }
        guard let result = PQgetResult(pointer) else { return .endOfResults }
        let memory = ResultMemory(result)
        switch memory.status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return .result(memory)
        case PGRES_SINGLE_TUPLE: return .rows([memory])
        case PGRES_FATAL_ERROR: return .failure(DatabaseError(memory))
        case PGRES_PIPELINE_ABORTED: return .skipped
        case PGRES_PIPELINE_SYNC: return .sync
        case PGRES_COPY_IN: return .copyInBegins
        case PGRES_COPY_OUT: return .copyOutBegins
        default: return .foreign
        }
    }

    /// Lets libpq take in notices, notifications and changed parameters while nothing is asked for.
    func takeInAsides() { _ = PQisBusy(pointer) }
}
