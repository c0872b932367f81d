import Glibc

/// Stream sockets of this machine, for test programs that stand between a client and a server.
enum LoopbackSocket {
    /// A socket that listens on a port of 127.0.0.1; port 0 is any that is free.
    static func listening(on port: Int) throws -> (descriptor: CInt, port: Int) {
        let descriptor = stream(AF_INET)
        var yes: CInt = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        var address = address(of: port)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listens = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 128) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard listens else {
            defer { close(descriptor) }
            throw SystemRefusal("listen on port \(port)")
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// A socket connected to a port of 127.0.0.1; `nil` when nobody listens there.
    static func connected(to port: Int) -> CInt? {
        let descriptor = stream(AF_INET)
        var address = address(of: port)
        return connect(descriptor, &address)
    }

    /// A socket connected to a Unix socket; `nil` when nobody listens there or its path is too long.
    static func connected(to path: String) -> CInt? {
        let descriptor = stream(AF_UNIX)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
            guard path.utf8.count < room.count else { return false }
            room.copyBytes(from: path.utf8)
            return true
        }
        guard fits else {
            close(descriptor)
            return nil
        }
        return connect(descriptor, &address)
    }

    static func makeNonblocking(_ descriptor: CInt) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// Closes with a RST: what is still on its way is thrown away, and the peer hears "connection reset".
    static func reset(_ descriptor: CInt) {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        close(descriptor)
    }

    private static func stream(_ family: CInt) -> CInt {
        socket(family, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    }

    private static func address(of port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static func connect<Address>(_ descriptor: CInt, _ address: inout Address) -> CInt? {
        let connects = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size)) == 0
            }
        }
        guard connects else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
