/// Where to connect, as whom, and how the connection is secured.
public struct ConnectionConfiguration: Sendable {
    /// Where the server listens.
    public enum Endpoint: Hashable, Sendable {
        /// A host name or address, and a port from 1 to 65535.
        case tcp(host: String, port: Int)
        /// The directory that holds the server's socket, and the port in the socket's name.
        case unixSocket(directory: String, port: Int)
    }

    /// How a TCP connection is secured. A Unix socket is never encrypted; it is protected by its directory.
    public enum TLS: Hashable, Sendable {
        /// No encryption.
        case disabled
        /// Encrypted, the server's certificate not verified: safe against listeners, not against impostors.
        case required
        /// Encrypted, the certificate verified up to the host's name, against the PEM file given or the system's roots.
        case verifyFull(rootCertificate: String?)
    }

    /// Where the server listens.
    public var endpoint: Endpoint
    /// The database's name.
    public var database: String
    /// The login.
    public var user: String
    /// How a TCP connection is secured.
    public var tls: TLS
    /// What `pg_stat_activity` shows for the session; at most 63 bytes are kept by the server.
    public var applicationName: String
    /// How long a connect may take in all, the asking for the password included. Default 5 s.
    public var connectTimeout: Duration
    /// Settings of the session, by name, such as `["statement_timeout": "2s"]`.
    public var runtimeParameters: [String: String]
    /// Asked at every connect, so that a rotated password is taken up. `nil` means that none is needed.
    public var password: @Sendable () async throws -> String?

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
        runtimeParameters = [:]
    }
}
