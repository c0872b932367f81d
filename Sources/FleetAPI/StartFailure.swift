import Glibc
import NIOCore

/// What an operator reads when the process does not start: what happened, and what to do.
enum StartFailure {
    static func message(for error: any Error) -> String {
        switch error {
        case let error as IOError where error.errnoCode == EADDRINUSE:
            "fleet-api cannot listen: another process has this port. "
                + "Stop it, or set FLEET_HTTP_PORT to another port (0 takes a free one)."
        case let error as IOError where error.errnoCode == EACCES:
            "fleet-api may not listen on this port: ports below 1024 are reserved. Set FLEET_HTTP_PORT to a higher one."
        case let error as IOError where error.errnoCode == EADDRNOTAVAIL:
            "fleet-api cannot listen: this machine does not have the address in FLEET_HTTP_HOST."
        case let error as SocketAddressError:
            "fleet-api cannot listen: FLEET_HTTP_HOST is no address of this machine (\(error))."
        case let error as ConfigurationFailure: error.description
        default: "fleet-api cannot start: \(error)"
        }
    }
}
