internal import CLibpq
import Dispatch
import Glibc
import Synchronization

extension ConnectionChannel {
    /// A `PGconn` on its way from the thread that began to connect.
    ///
    /// `@unchecked Sendable` holds because the thread that made it hands it over and keeps nothing.
    private struct NewConnection: @unchecked Sendable {
        let pointer: OpaquePointer?
    }

    /// Opens the connection. When the task is cancelled the attempt is given up at once.
    func connect(_ parameters: [String: String]) async throws(DatabaseError) {
        let result: Result<Void, DatabaseError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayStart = state.withLock { state in
                    guard case .new = state.phase else { return false }
                    state.phase = .connecting(continuation)
                    return true
                }
                guard mayStart else { return continuation.resume(returning: .failure(DatabaseError(.cancelled))) }
                steps.async { self.begin(NewConnection(pointer: Self.start(parameters))) }
            }
        } onCancel: {
            close(DatabaseError(.cancelled))
        }
        try result.get()
    }

    private static func start(_ parameters: [String: String]) -> OpaquePointer? {
        let names = parameters.map { strdup($0.key) }
        let values = parameters.map { strdup($0.value) }
        defer { for text in names + values { free(text) } }
        let nameList = names.map { UnsafePointer<CChar>($0) } + [nil]
        let valueList = values.map { UnsafePointer<CChar>($0) } + [nil]
        return PQconnectStartParams(nameList, valueList, 0)
    }

    private func begin(_ new: NewConnection) {
        let wakeups = state.withLock { state -> [Wakeup] in
            guard case .connecting = state.phase else {
                PQfinish(new.pointer)
                return []
            }
            state.libpq = new.pointer.map(LibpqConnection.init)
            guard let libpq = state.libpq, !libpq.isBroken else { return connectingFailed(&state) }
            // The only way to learn the SQLSTATE of a refused login from libpq is its verbose message.
            PQsetErrorVerbosity(libpq.pointer, PQERRORS_VERBOSE)
            startWatching()
            state.socket = libpq.socket
            watch(state.socket, for: .writable)
            return []
        }
        wakeups.run()
    }

    /// Where libpq takes its steps: it reads certificates from files, verifies a chain, hashes a password some thousand
    /// times, and the loop's other connections would wait for it. Serial queues have threads of their own even when
    /// names that are not found hold all the others.
    private static let queues = (0..<4).map { DispatchQueue(label: "postgres-driver.connecting-\($0)") }

    private var steps: DispatchQueue {
        Self.queues[Int(UInt(bitPattern: ObjectIdentifier(self).hashValue) % UInt(Self.queues.count))]
    }

    func advanceConnecting(_ state: inout ConnectionState) -> [Wakeup] {
        // Until the step is through the loop would report the same readiness over and over.
        loop.unwatch(state.socket)
        steps.async { self.step() }
        return []
    }

    private func step() {
        let wakeups = state.withLock { state -> [Wakeup] in
            guard case .connecting = state.phase, let libpq = state.libpq else { return [] }
            let step = PQconnectPoll(libpq.pointer)
            // libpq may have closed the socket and opened another.
            state.socket = libpq.socket
            switch step {
            case PGRES_POLLING_READING:
                watch(state.socket, for: .readable)
                return []
            case PGRES_POLLING_WRITING:
                watch(state.socket, for: .writable)
                return []
            case PGRES_POLLING_OK:
                return connectingSucceeded(&state)
            default:
                return connectingFailed(&state)
            }
        }
        wakeups.run()
    }

    private func connectingSucceeded(_ state: inout ConnectionState) -> [Wakeup] {
        guard case .connecting(let continuation) = state.phase, let libpq = state.libpq else { return [] }
        PQsetErrorVerbosity(libpq.pointer, PQERRORS_DEFAULT)
        PQsetnonblocking(libpq.pointer, 1)
        state.notices.attach(to: libpq)
        state.phase = .open
        state.interest = .readable
        watch(state.socket, for: .readable)
        return [.connected(continuation, .success(()))]
    }

    private func connectingFailed(_ state: inout ConnectionState) -> [Wakeup] {
        let message = state.libpq?.errorMessage ?? ""
        let lacksPassword = PQconnectionNeedsPassword(state.libpq?.pointer) == 1
        return end(&state, DatabaseError(refusal: ConnectRefusal(libpqMessage: message, lacksPassword: lacksPassword)))
    }
}
