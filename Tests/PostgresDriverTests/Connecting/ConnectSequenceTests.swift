import Testing

@testable import PostgresDriver

@Suite("The order of places")
struct ConnectSequenceTests {
    typealias Place = ConnectSequence.Place

    private let a = ConnectionConfiguration.Endpoint.tcp(host: "a", port: 1)
    private let b = ConnectionConfiguration.Endpoint.tcp(host: "b", port: 2)
    private let socket = ConnectionConfiguration.Endpoint.unixSocket(directory: "/run", port: 3)
    private let broken = DatabaseError(.connectionFailed, detail: "broken")

    private func sequence(
        _ endpoints: [ConnectionConfiguration.Endpoint], known: [String: [String]] = [:],
        target: ConnectionConfiguration.SessionTarget = .any
    ) -> ConnectSequence {
        var configuration = ConnectionConfiguration(endpoint: endpoints[0], database: "d", user: "u")
        configuration.alternatives = Array(endpoints.dropFirst())
        configuration.hostAddresses = known
        configuration.sessionTarget = target
        return ConnectSequence(configuration)
    }

    @Test("is that of the endpoints, each name's addresses in its place, each with its share of the time")
    func order() {
        var sequence = sequence([a, b, socket])
        #expect(sequence.next(timeLeft: .seconds(6)) == .lookUp(host: "a", limit: .seconds(2)))
        sequence.lookedUp(["10.0.0.1", "::1"])
        #expect(
            sequence.next(timeLeft: .seconds(6))
                == .open(Place(endpoint: a, address: "10.0.0.1"), .any, limit: .milliseconds(1_500)))
        sequence.failed(broken)
        #expect(
            sequence.next(timeLeft: .seconds(3)) == .open(Place(endpoint: a, address: "::1"), .any, limit: .seconds(1)))
        sequence.failed(DatabaseError(.timedOut))
        #expect(sequence.next(timeLeft: .seconds(2)) == .lookUp(host: "b", limit: .seconds(1)))
        sequence.lookedUp([])
        #expect(
            sequence.next(timeLeft: .seconds(2))
                == .open(Place(endpoint: socket, address: nil), .any, limit: .seconds(2)))
        sequence.failed(broken)
        guard case .giveUp(let error) = sequence.next(timeLeft: .seconds(1)) else {
            Issue.record("there is a place too many")
            return
        }
        #expect(error.code == .connectionFailed)
        #expect(
            error.detail
                == """
                u to database d at a (10.0.0.1) port 1: broken, at a (::1) port 1: no answer in time, \
                at b port 2: the host name is not known, at /run port 3: broken
                """)
    }

    @Test("looks nothing up that is an address already", arguments: ["127.0.0.1", "::1", "2001:db8::7"])
    func numeric(host: String) {
        let endpoint = ConnectionConfiguration.Endpoint.tcp(host: host, port: 1)
        var sequence = sequence([endpoint])
        #expect(
            sequence.next(timeLeft: .seconds(1))
                == .open(Place(endpoint: endpoint, address: host), .any, limit: .seconds(1)))
    }

    @Test("takes the addresses that are given, without a look-up")
    func knownAddresses() {
        var sequence = sequence([a], known: ["a": ["10.0.0.9"]])
        #expect(
            sequence.next(timeLeft: .seconds(1))
                == .open(Place(endpoint: a, address: "10.0.0.9"), .any, limit: .seconds(1)))
    }

    @Test("ends with a refused login, since the others would say the same")
    func refusedLogin() {
        var sequence = sequence([socket, a])
        _ = sequence.next(timeLeft: .seconds(2))
        sequence.failed(DatabaseError(.authenticationFailed, detail: "no"))
        #expect(
            sequence.next(timeLeft: .seconds(2))
                == .giveUp(DatabaseError(.authenticationFailed, detail: "u to database d at /run port 3: no")))
    }

    @Test("ends with the time, and says how many places are left")
    func noTime() {
        var sequence = sequence([socket, a, b])
        _ = sequence.next(timeLeft: .seconds(2))
        sequence.failed(DatabaseError(.timedOut))
        #expect(
            sequence.next(timeLeft: .zero)
                == .giveUp(
                    DatabaseError(
                        .timedOut,
                        detail: "u to database d at /run port 3: no answer in time, no time was left for 2 more")))
    }

    @Test("reports the answer that tells most")
    func tellingError() {
        var sequence = sequence([socket, socket, socket])
        var full = broken
        full.sqlState = .tooManyConnections
        for error in [full, broken, DatabaseError(.timedOut)] {
            _ = sequence.next(timeLeft: .seconds(2))
            sequence.failed(error)
        }
        #expect(sequence.failure.sqlState == .tooManyConnections)
    }

    @Test("with a standby preferred has a second pass over those that answered")
    func preferStandby() {
        let known = ["a": ["10.0.0.1"], "b": ["10.0.0.2"]]
        var sequence = sequence([a, b, socket], known: known, target: .preferStandby)
        let (first, second) = (Place(endpoint: a, address: "10.0.0.1"), Place(endpoint: b, address: "10.0.0.2"))
        #expect(sequence.next(timeLeft: .seconds(3)) == .open(first, .standby, limit: .seconds(1)))
        sequence.failed(broken)
        #expect(sequence.next(timeLeft: .seconds(3)) == .open(second, .standby, limit: .seconds(1)))
        sequence.failed(DatabaseError(.timedOut))
        #expect(
            sequence.next(timeLeft: .seconds(2))
                == .open(Place(endpoint: socket, address: nil), .standby, limit: .seconds(1)))
        sequence.failed(broken)
        #expect(sequence.next(timeLeft: .seconds(2)) == .open(first, .any, limit: .seconds(1)))
        sequence.failed(broken)
        #expect(
            sequence.next(timeLeft: .seconds(2))
                == .open(Place(endpoint: socket, address: nil), .any, limit: .seconds(2)))
    }

    @Test("with a standby preferred takes the only place as it is")
    func onlyPlace() {
        var sequence = sequence([socket], target: .preferStandby)
        let place = Place(endpoint: socket, address: nil)
        #expect(sequence.next(timeLeft: .seconds(2)) == .open(place, .any, limit: .seconds(2)))
        sequence.failed(broken)
        guard case .giveUp = sequence.next(timeLeft: .seconds(2)) else {
            Issue.record("the only place is tried twice")
            return
        }
    }

    @Test("is shuffled where that is asked for, and leaves out no place")
    func random() {
        var configuration = ConnectionConfiguration(endpoint: a, database: "d", user: "u")
        configuration.hostAddresses = ["a": (1...20).map { "10.0.0.\($0)" }]
        configuration.hostOrder = .random
        var orders: Set<[String]> = []
        for _ in 0..<5 {
            var sequence = ConnectSequence(configuration)
            var order: [String] = []
            while case .open(let place, _, _) = sequence.next(timeLeft: .seconds(1)) {
                order.append(place.address ?? "")
                sequence.failed(broken)
            }
            #expect(Set(order).count == 20)
            orders.insert(order)
        }
        // Two of five orders of 20 places are the same once in 10 to the power of 17 runs.
        #expect(orders.count == 5)
    }
}
