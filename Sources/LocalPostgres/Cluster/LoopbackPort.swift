import Glibc

/// TCP ports of the loopback interface.
public enum LoopbackPort {
    /// Why nothing can listen on a port at this moment.
    ///
    /// - Parameter port: From 1 to 65535; 0 asks whether any is free.
    /// - Returns: The system's own words, such as "Address already in use"; `nil` when the port is free.
    public static func obstacle(to port: Int) -> String? {
        switch bind(port) {
        case .success: nil
        case .failure(let refusal): refusal.reason
        }
    }

    struct Refusal: Error {
        let reason: String
    }

    /// Binds a socket and lets go of it at once.
    ///
    /// - Returns: The port it had.
    static func bind(_ port: Int) -> Result<Int, Refusal> {
        guard let port = UInt16(exactly: port) else { return .failure(Refusal(reason: "\(port) is not a port")) }
        let socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return .failure(.last) }
        defer { close(socket) }
        // As servers themselves do: a port that only waits for its last packets is free.
        var yes: CInt = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port.bigEndian)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                Glibc.bind(socket, address, length) == 0 && getsockname(socket, address, &length) == 0
            }
        }
        return isBound ? .success(Int(UInt16(bigEndian: address.sin_port))) : .failure(.last)
    }
}

extension LoopbackPort.Refusal {
    /// Of the system's last call.
    fileprivate static var last: Self { Self(reason: String(cString: strerror(errno))) }
}
