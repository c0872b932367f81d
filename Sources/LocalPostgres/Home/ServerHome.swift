/// Where everything of one private server lies. The caller owns the home; the server's user owns data and socket alone,
/// so that nothing the server could change is ever written to or followed by a caller with more rights.
struct ServerHome: Sendable, Hashable {
    /// The folder that holds everything below; absolute, without symbolic links.
    let path: String

    /// The data directory; it has its name only once it is complete.
    var data: String { "\(path)/data" }
    /// The data directory while it is being made.
    var partialData: String { "\(path)/data.partial" }
    /// The certificates.
    var tls: String { "\(path)/tls" }
    /// The certificate authority's certificate, for clients.
    var rootCertificate: String { "\(tls)/ca.crt" }
    /// The server's certificate.
    var serverCertificate: String { "\(tls)/server.crt" }
    /// The server's private key.
    var serverKey: String { "\(tls)/server.key" }
    /// The server's settings, written anew at every start.
    var settings: String { "\(path)/postgresql.conf" }
    /// Who may connect how, written anew at every start.
    var access: String { "\(path)/pg_hba.conf" }
    /// What the server says.
    var log: String { "\(path)/log/server.log" }
    /// What `initdb` says.
    var initializationLog: String { "\(path)/log/initdb.log" }
    /// The folder of both.
    var logs: String { "\(path)/log" }
    /// Locked by the process that holds the server.
    var lock: String { "\(path)/lock" }

    /// A socket's whole path may take 107 bytes.
    static let longestSocketPath = 107

    /// The socket's directory: in the home where its path is short enough, else under `/tmp`.
    var socketDirectory: String {
        let inside = "\(path)/socket"
        return "\(inside)/.s.PGSQL.65535".utf8.count <= Self.longestSocketPath
            ? inside : "/tmp/dal-\(shortDigest(of: path))"
    }
}
