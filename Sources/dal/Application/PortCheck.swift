import Glibc

/// Finds out before anything is started whether a port is free on the loopback address.
enum PortCheck {
    /// - Throws: When somebody listens there, or it may not be used.
    static func requireFree(_ port: Int) throws {
        guard (0...65_535).contains(port) else {
            throw Failure(
                "\(port) is not a port", advice: "Give --port a number from 1 to 65535, or 0 for any free one.")
        }
        guard port != 0 else { return }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            throw Failure(
                "port \(port) cannot be used: \(String(cString: strerror(errno)))",
                advice:
                    "Stop what listens there, or choose another with --port (make run PORT=…); 0 takes any free one.")
        }
    }
}
