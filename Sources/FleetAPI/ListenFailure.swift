import Glibc
import NIOCore

/// Why nothing listens: what happened, where, and what to do.
struct ListenFailure: Error, CustomStringConvertible {
    let host: String
    let port: Int
    let cause: any Error

    /// nil when `cause` has nothing to do with listening.
    init?(_ cause: any Error, host: String, port: Int) {
        guard cause is IOError || cause is SocketAddressError else { return nil }
        self.host = host
        self.port = port
        self.cause = cause
    }

    var description: String { "it cannot listen on \(host) port \(port): \(reason)" }

    private var reason: String {
        switch (cause as? IOError)?.errnoCode {
        case EADDRINUSE:
            "another process has this port. Stop it, or set FLEET_HTTP_PORT to another (0 takes a free one)."
        case EACCES: "ports below 1024 are reserved. Set FLEET_HTTP_PORT to a higher one."
        case EADDRNOTAVAIL: "this machine does not have that address. Set FLEET_HTTP_HOST to one it has."
        case nil: "that is no address of this machine. Set FLEET_HTTP_HOST to one, such as 127.0.0.1."
        case let code?: "\(String(cString: strerror(code)))."
        }
    }
}
