import PostgresDriver

/// Where a statement goes, in OpenTelemetry's words.
struct ServerAttributes: Sendable, Hashable {
    /// `db.namespace`
    var database: String
    /// `server.address`: a host, or the directory of a Unix socket.
    var address: String
    /// `server.port`; nil for a Unix socket.
    var port: Int?

    init(_ configuration: DatabaseConfiguration) {
        database = configuration.database
        switch configuration.endpoint {
        case .tcp(let host, let port): (address, self.port) = (host, port)
        case .unixSocket(let directory, _): (address, port) = (directory, nil)
        }
    }
}
