import Synchronization

/// A connection to PostgreSQL.
///
/// It works on one thing at a time: a second call while one is under way throws `.connectionBusy`. When the calling
/// task is cancelled the server is asked to cancel the statement, its confirmation is awaited, and the call throws
/// `.cancelled`; the connection stays usable.
public final class PostgresConnection: Sendable {
    let channel: ConnectionChannel
    let noticeLog: NoticeLog?

    init(_ configuration: ConnectionConfiguration, on loop: EventLoop) {
        noticeLog = configuration.logger.map {
            NoticeLog(logger: $0, applicationName: configuration.applicationName)
        }
        channel = ConnectionChannel(configuration, on: loop, noticeLog: noticeLog)
    }

    deinit {
        channel.close()
    }

    /// What the server said of the transaction with its last answer.
    public var transactionStatus: TransactionStatus {
        channel.state.withLock { $0.libpq?.transactionStatus ?? .unknown }
    }

    /// The process at the server that serves this connection, as `pg_stat_activity.pid` shows it; 0 once it is closed.
    public var backendPID: Int32 {
        channel.state.withLock { $0.libpq?.backendPID ?? 0 }
    }

    /// Whether the connection is open, as far as has been noticed.
    public var isOpen: Bool {
        channel.state.withLock { $0.isOpen }
    }

    /// Whether the connection is open and no statement and no transaction is under way on it.
    public var isIdle: Bool {
        channel.state.withLock { $0.isOpen && $0.libpq?.transactionStatus == .idle }
    }

    /// The number of the event loop that serves its socket, from 0, within the executor it was connected on.
    public var loopNumber: Int { channel.loop.number }

    /// Whether the connection is encrypted.
    public var isEncrypted: Bool {
        channel.state.withLock { $0.libpq?.isEncrypted ?? false }
    }

    /// A setting that the server reports by itself, such as `server_version` or `TimeZone`; `nil` for any other.
    public func parameterStatus(_ name: String) -> String? {
        channel.state.withLock { $0.libpq?.parameterStatus(name) }
    }

    /// Whether the server has reported `default_transaction_read_only` as on; cheap to ask before every statement.
    package var isReadOnlyByDefault: Bool {
        channel.state.withLock { state in
            if let known = state.isReadOnlyByDefault { return known }
            let value = state.libpq?.hasParameter("default_transaction_read_only", "on") ?? false
            state.isReadOnlyByDefault = value
            return value
        }
    }

    /// Whether ``noteLastingSettings()`` was called.
    package var mayHoldSettings: Bool { channel.state.withLock { $0.mayHoldSettings } }

    /// A statement may have left a setting behind for the whole session. It is the caller's to say, since the server does
    /// not report an application's own settings.
    package func noteLastingSettings() {
        channel.state.withLock { $0.mayHoldSettings = true }
    }

    /// Closes the connection. A call that is still under way throws `.closed`. Closing twice is harmless.
    ///
    /// When this returns the goodbye has been handed to the system and the descriptor is closed. It does not wait for the
    /// server, which rolls an open transaction back and ends the session a moment later.
    public func close() async {
        channel.close()
    }
}
