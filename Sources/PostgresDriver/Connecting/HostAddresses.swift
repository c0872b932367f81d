import Glibc

/// Looks a host name up. Blocks: for `BlockingWork` alone.
enum HostAddresses {
    /// The numeric addresses of a host, in the system's order of preference; empty when the name is not known.
    static func lookUp(_ host: String) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        return sequence(first: first, next: { $0?.pointee.ai_next }).compactMap { $0 }.compactMap(numericForm)
    }

    /// Whether a host is an address already, so that there is nothing to look up.
    static func isNumeric(_ host: String) -> Bool {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST
        var first: UnsafeMutablePointer<addrinfo>?
        defer { if let first { freeaddrinfo(first) } }
        return getaddrinfo(host, nil, &hints, &first) == 0
    }

    private static func numericForm(_ entry: UnsafeMutablePointer<addrinfo>) -> String? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let status = getnameinfo(
            entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
        guard status == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
