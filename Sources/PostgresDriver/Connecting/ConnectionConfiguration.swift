public import Logging

/// Where to connect, as whom, and how the connection is secured.
public struct ConnectionConfiguration: Sendable {
    /// Where the server listens; tried first, unless ``hostOrder`` is random.
    public var endpoint: Endpoint
    /// Other servers with the same databases and logins, for when ``endpoint`` gives no session.
    public var alternatives: [Endpoint] = []
    /// In which order ``endpoints`` are tried. As given, by default.
    public var hostOrder = HostOrder.asGiven
    /// What kind of session is wanted. Any, by default.
    public var sessionTarget = SessionTarget.any
    /// Numeric addresses of hosts that are not to be looked up, by host name.
    public var hostAddresses: [String: [String]] = [:]
    /// The database's name.
    public var database: String
    /// The login.
    public var user: String
    /// Asked once at every connect, so that a rotated password is taken up. `nil` means that none is needed, or that
    /// ``passwordFile`` has it.
    public var password: @Sendable () async throws -> String?
    /// A file in `.pgpass` format, read at every connect where ``password`` gives none. Others may not read it.
    public var passwordFile: String?
    /// How a TCP connection is secured.
    public var tls: TLS
    /// What else there is to say about encryption.
    public var tlsOptions = TLSOptions()
    /// How soon a TCP peer that is gone is noticed; `nil` leaves that to the system, which takes hours.
    public var keepAlive: KeepAlive? = KeepAlive()
    /// What `pg_stat_activity` shows for the session; at most 63 bytes are kept by the server.
    public var applicationName: String
    /// How long a connect may take in all, the asking for the password and all places included. Default 5 s.
    ///
    /// Each place gets its share: the time that is left, divided by the number of places that are left.
    public var connectTimeout: Duration
    /// How long the server may take to confirm that it has cancelled a statement. Then the connection is closed, and the
    /// statement's outcome unknown. Default 5 s.
    public var cancelTimeout = Duration.seconds(5)
    /// Settings of the session, by name, such as `["statement_timeout": "2s"]`.
    ///
    /// `DateStyle` and `IntervalStyle` are always `ISO` and `postgres`, which the driver reads; they are refused here.
    public var runtimeParameters: [String: String] = [:]
    /// Further parameters of libpq by its own names, such as `["requirepeer": "postgres"]`. What this type has a
    /// property for, and what would break the driver's guarantees, is refused at the connect.
    public var parameters: [String: String] = [:]
    /// How many prepared statements a connection keeps. Default 256. With 0 none outlives its statement, as a pooler
    /// needs that hands each transaction to another session (PgBouncer in transaction mode).
    ///
    /// With 0 the styles of dates and intervals are not set either, unless there are ``runtimeParameters``, since both go
    /// out as the startup parameter `options`, which PgBouncer before 1.20 refuses. The server's own must be `ISO` and
    /// `postgres` then, as they are by default; a connect to one where they are not throws `.configuration`.
    public var statementCacheCapacity = 256
    /// Where the server's notices go, besides ``QueryResult/notices``; `nil` writes them nowhere.
    public var logger: Logger?

    /// Every place, in the order given.
    public var endpoints: [Endpoint] { [endpoint] + alternatives }

    /// Describes a connection; nothing is opened.
    ///
    /// - Parameters:
    ///   - endpoint: Where the server listens.
    ///   - database: The database's name.
    ///   - user: The login.
    ///   - password: Asked at every connect.
    ///   - tls: How a TCP connection is secured; by default verified against the system's root certificates.
    ///   - applicationName: What `pg_stat_activity` shows for the session.
    ///   - connectTimeout: How long a connect may take in all.
    public init(
        endpoint: Endpoint, database: String, user: String,
        password: @escaping @Sendable () async throws -> String? = { nil },
        tls: TLS = .verifyFull(rootCertificate: nil), applicationName: String = "dal",
        connectTimeout: Duration = .seconds(5)
    ) {
        self.endpoint = endpoint
        self.database = database
        self.user = user
        self.password = password
        self.tls = tls
        self.applicationName = applicationName
        self.connectTimeout = connectTimeout
    }
}
