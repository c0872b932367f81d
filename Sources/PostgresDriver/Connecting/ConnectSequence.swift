/// Which place is tried next, for how long, and what is said when none gave a session. It does nothing itself: the
/// caller takes each step and tells how it went.
///
/// ```
///  names ── lookedUp ─▶ places ── failed, with an answer and a standby preferred ─▶ places of the second pass
///    └──── failed ─▶ listed      └──── failed ─▶ listed; a refused login ends it all
/// ```
struct ConnectSequence {
    typealias Endpoint = ConnectionConfiguration.Endpoint
    typealias SessionTarget = ConnectionConfiguration.SessionTarget

    /// One address to connect to; a Unix socket has none but its path.
    struct Place: Hashable {
        let endpoint: Endpoint
        let address: String?
    }

    enum Step: Hashable {
        case lookUp(host: String, limit: Duration)
        case open(Place, SessionTarget, limit: Duration)
        case giveUp(DatabaseError)
    }

    /// A place, or a name whose places are not known yet.
    private enum Goal: Hashable {
        case name(Endpoint)
        case place(Place, SessionTarget)
    }

    private let configuration: ConnectionConfiguration
    private var goals: [Goal]
    private var current: Goal?
    private var secondPass: [Goal] = []
    private var failures: [(goal: Goal, error: DatabaseError)] = []
    private var refusedLogin = false

    init(_ configuration: ConnectionConfiguration) {
        self.configuration = configuration
        goals = []
        for endpoint in Self.ordered(configuration.endpoints, configuration.hostOrder) {
            switch endpoint {
            case .tcp(let host, _):
                let known = configuration.hostAddresses[host] ?? (HostAddresses.isNumeric(host) ? [host] : [])
                goals += known.isEmpty ? [.name(endpoint)] : places(endpoint, known)
            case .unixSocket:
                goals.append(.place(Place(endpoint: endpoint, address: nil), configuration.sessionTarget))
            }
        }
    }

    /// The next step. Each place gets an equal share of the time that is left.
    mutating func next(timeLeft: Duration) -> Step {
        if goals.isEmpty {
            goals = secondPass
            secondPass = []
        }
        guard !goals.isEmpty, !refusedLogin, timeLeft > .zero else { return .giveUp(failure) }
        let limit = timeLeft / (goals.count + secondPass.count)
        switch goals.removeFirst() {
        case .name(let endpoint):
            current = .name(endpoint)
            return .lookUp(host: endpoint.host, limit: limit)
        case .place(let place, let wanted):
            let target = reduced(wanted)
            current = .place(place, target)
            return .open(place, target, limit: limit)
        }
    }

    /// The addresses of the name that was to be looked up, in the system's order.
    mutating func lookedUp(_ addresses: [String]) {
        guard case .name(let endpoint) = current else { return }
        guard !addresses.isEmpty else {
            return failed(DatabaseError(.connectionFailed, detail: "the host name is not known"))
        }
        goals.insert(contentsOf: places(endpoint, addresses), at: 0)
    }

    /// The step did not lead to a session.
    mutating func failed(_ error: DatabaseError) {
        guard let goal = current else { return }
        failures.append((goal, error))
        // Another server would say the same, and too many wrong passwords may lock the login.
        refusedLogin = error.code == .authenticationFailed
        // A server that gave no answer will not give one in the second pass either.
        let mayStay = configuration.sessionTarget == .preferStandby && error.code != .timedOut
        if mayStay, case .place(let place, .standby) = goal {
            secondPass.append(.place(place, .any))
        }
    }

    /// What is said when no place gave a session: the error that tells most, and in its detail every place with its
    /// reason.
    var failure: DatabaseError {
        let errors = failures.map(\.error)
        let telling =
            errors.last { $0.code == .authenticationFailed } ?? errors.last { $0.sqlState != nil }
            ?? errors.last { $0.code != .timedOut } ?? errors.last
        var failure = telling ?? DatabaseError(.timedOut)
        let reasons = failures.map { "\(Self.words(for: $0.goal)): \($0.error.detail ?? "no answer in time")" }
        let untried = goals.isEmpty || refusedLogin ? [] : ["no time was left for \(goals.count) more"]
        failure.detail = ([configuration.login] + [(reasons + untried).joined(separator: ", ")])
            .filter { !$0.isEmpty }.joined(separator: " ")
        return failure
    }

    // MARK: Places

    /// A standby is looked for in the first pass, but where one place is all that is left it is taken as it is.
    private func reduced(_ target: SessionTarget) -> SessionTarget {
        guard target == .preferStandby else { return target }
        return goals.isEmpty && secondPass.isEmpty ? .any : .standby
    }

    private func places(_ endpoint: Endpoint, _ addresses: [String]) -> [Goal] {
        Self.ordered(addresses, configuration.hostOrder)
            .map { .place(Place(endpoint: endpoint, address: $0), configuration.sessionTarget) }
    }

    private static func ordered<Element>(
        _ elements: [Element], _ order: ConnectionConfiguration.HostOrder
    ) -> [Element] {
        switch order {
        case .asGiven: elements
        case .random: elements.shuffled()
        }
    }

    private static func words(for goal: Goal) -> String {
        switch goal {
        case .name(let endpoint): "at \(endpoint.host) port \(endpoint.port)"
        case .place(let place, _):
            switch place.address {
            case .some(let address) where address != place.endpoint.host:
                "at \(place.endpoint.host) (\(address)) port \(place.endpoint.port)"
            default: "at \(place.endpoint.host) port \(place.endpoint.port)"
            }
        }
    }
}

extension ConnectionConfiguration {
    /// Which login wanted to reach which database.
    var login: String { "\(user) to database \(database)" }
}
