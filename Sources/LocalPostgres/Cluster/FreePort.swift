import Glibc

/// TCP ports of the loopback interface.
enum FreePort {
    /// The port a server is to listen on.
    ///
    /// - Parameters:
    ///   - explicit: The one that was asked for; no other will do.
    ///   - kept: The one of the last start; another will do.
    static func choose(
        explicit: Int?, kept: Int?, isFree: (Int) -> Bool = isFree, any: () -> Int? = any
    ) throws(LocalPostgresError) -> Int {
        if let explicit {
            guard (1...65_535).contains(explicit) else {
                throw LocalPostgresError(
                    .invalidSetting, "\(explicit) is not a port", remedy: "choose one from 1 to 65535")
            }
            guard isFree(explicit) else { throw taken(explicit) }
            return explicit
        }
        if let kept, isFree(kept) { return kept }
        guard let port = any() else {
            throw LocalPostgresError(.portTaken, "no TCP port of 127.0.0.1 is free", remedy: "stop other programs")
        }
        return port
    }

    static func taken(_ port: Int) -> LocalPostgresError {
        LocalPostgresError(
            .portTaken, "port \(port) of 127.0.0.1 is taken by another program",
            remedy: "stop that program (ss -ltnp 'sport = :\(port)' names it), or ask for another port")
    }

    static func isFree(_ port: Int) -> Bool { bind(port) != nil }

    static func any() -> Int? { bind(0) }

    /// Binds a socket and lets go of it at once.
    ///
    /// - Returns: The port it had, or `nil` when it is taken.
    private static func bind(_ port: Int) -> Int? {
        guard let port = UInt16(exactly: port) else { return nil }
        let socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return nil }
        defer { close(socket) }
        // As the server itself does: a port that only waits for its last packets is free.
        var yes: CInt = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port.bigEndian)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                Glibc.bind(socket, address, length) == 0 && getsockname(socket, address, &length) == 0
            }
        }
        return bound ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }
}
