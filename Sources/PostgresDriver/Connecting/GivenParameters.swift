/// libpq's parameters on their way into a ``ConnectionConfiguration``: each is taken out where it is understood.
struct GivenParameters {
    typealias Endpoint = ConnectionConfiguration.Endpoint

    /// What has not been taken yet.
    private(set) var rest: [String: String]

    /// An empty value counts as none, as in libpq.
    init(_ parameters: [String: String]) {
        rest = parameters.filter { !$0.value.isEmpty }
    }

    static func refusal(_ name: String, _ reason: String) -> DatabaseError {
        DatabaseError(.configuration, detail: "the parameter \(name) \(reason)")
    }

    mutating func take(_ name: String) -> String? {
        rest.removeValue(forKey: name)
    }

    mutating func takeNumber(_ name: String, in range: ClosedRange<Int>) throws(DatabaseError) -> Int? {
        guard let text = take(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Self.refusal(name, "is not a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    mutating func takeWord<Word: RawRepresentable<String>>(_ name: String) throws(DatabaseError) -> Word? {
        guard let text = take(name) else { return nil }
        guard let word = Word(rawValue: text) else { throw Self.refusal(name, "has a value that is not offered") }
        return word
    }

    // MARK: Places

    /// The hosts with their ports, at least one, and the addresses that are given for names.
    mutating func takePlaces() throws(DatabaseError) -> (endpoints: [Endpoint], addresses: [String: [String]]) {
        let hosts = takeList("host"), numeric = takeList("hostaddr")
        guard hosts.isEmpty || numeric.isEmpty || hosts.count == numeric.count else {
            throw Self.refusal("hostaddr", "must hold as many addresses as host holds names")
        }
        let count = max(hosts.count, numeric.count, 1)
        let ports = try takePorts(count)
        var endpoints: [Endpoint] = []
        var addresses: [String: [String]] = [:]
        for index in 0..<count {
            let address = numeric.isEmpty ? "" : numeric[index]
            let host = hosts.isEmpty || hosts[index].isEmpty ? address : hosts[index]
            endpoints.append(Self.endpoint(host, ports[index]))
            guard !address.isEmpty, address != host else { continue }
            // One name with two addresses would be tried at both addresses for each of its mentions.
            guard addresses[host] == nil else {
                throw Self.refusal("hostaddr", "has several addresses for \(host); set hostAddresses instead")
            }
            addresses[host] = [address]
        }
        return (endpoints, addresses)
    }

    private mutating func takeList(_ name: String) -> [String] {
        take(name)?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
    }

    private mutating func takePorts(_ count: Int) throws(DatabaseError) -> [Int] {
        let texts = takeList("port")
        guard texts.count <= 1 || texts.count == count else {
            throw Self.refusal("port", "must hold one port, or as many as there are hosts")
        }
        var ports: [Int] = []
        for text in texts {
            guard let port = text.isEmpty ? 5432 : Int(text) else { throw Self.refusal("port", "is not a number") }
            ports.append(port)
        }
        return ports.count == count ? ports : Array(repeating: ports.first ?? 5432, count: count)
    }

    private static func endpoint(_ host: String, _ port: Int) -> Endpoint {
        if host.isEmpty { return .unixSocket(directory: ConnectionConfiguration.usualSocketDirectory, port: port) }
        let isSocket = host.hasPrefix("/") || host.hasPrefix("@")
        return isSocket ? .unixSocket(directory: host, port: port) : .tcp(host: host, port: port)
    }

    // MARK: What the driver decides

    /// Lets parameters go that ask for what is done anyway, and refuses what asks for anything else.
    mutating func refuseWhatIsOurs() throws(DatabaseError) {
        let accepted: [String: Set<String>] = [
            "client_encoding": ["UTF8", "UTF-8", "utf8", "utf-8", "auto"], "gssencmode": ["disable"],
            "replication": ["false", "off", "no", "0"], "sslcompression": ["0"],
        ]
        for (name, values) in accepted {
            if let value = rest[name], values.contains(value) { rest[name] = nil }
        }
    }
}
