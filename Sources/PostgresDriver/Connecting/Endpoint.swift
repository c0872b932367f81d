extension ConnectionConfiguration {
    /// Where a server listens.
    public enum Endpoint: Hashable, Sendable {
        /// A host name or address, and a port from 1 to 65535.
        case tcp(host: String, port: Int)
        /// The directory that holds the server's socket, and the port in the socket's name.
        case unixSocket(directory: String, port: Int)
    }

    /// In which order the places are tried.
    public enum HostOrder: Hashable, Sendable {
        /// As they are given; the addresses of a name as the system prefers them.
        case asGiven
        /// Shuffled anew at every connect, the addresses of a name too, so that connections spread over the places.
        case random
    }
}

extension ConnectionConfiguration.Endpoint {
    var port: Int {
        switch self {
        case .tcp(_, let port), .unixSocket(_, let port): port
        }
    }

    /// The host's name or address, or the socket's directory.
    var host: String {
        switch self {
        case .tcp(let host, _): host
        case .unixSocket(let directory, _): directory
        }
    }
}
