import FoundationEssentials

/// How much the long tests do: little in `make test`, as much as the variable of that name says in `make soak`.
package enum SoakSize: String, Sendable {
    /// Statements of which some are cancelled at a random moment.
    case cancellations = "SOAK_CANCELLATIONS"
    /// Connections opened and closed one after the other.
    case connects = "SOAK_CONNECTS"
    /// Times that a server is killed under its writers.
    case crashes = "SOAK_CRASHES"
    /// Random byte strings handed to the decoders.
    case decoding = "SOAK_DECODING"
    /// Operations of the exam over a network that fails at random.
    case exam = "SOAK_EXAM"
    /// Executors started and shut down.
    case executors = "SOAK_EXECUTORS"
    /// Runners of migrations ended by kill −9.
    case migrationKills = "SOAK_MIGRATION_KILLS"
    /// Times that many runners of migrations start at once.
    case migrationRaces = "SOAK_MIGRATION_RACES"
    /// Downs of the project's migrations with a statement left out or altered.
    case mutatedDowns = "SOAK_MUTATED_DOWNS"
    /// Random events put to a connection pool's machine.
    case pool = "SOAK_POOL"
    /// Requests made from the API's own specification.
    case requests = "SOAK_REQUESTS"
    /// Exchanges over a network that splits and delays.
    case splitting = "SOAK_SPLITTING"
    /// Operations of many tenants over few connections.
    case tenants = "SOAK_TENANTS"
    /// Operations over pools whose connections are killed, stopped and replaced.
    case disturbedPools = "SOAK_DISTURBED_POOLS"

    private var short: Int {
        switch self {
        case .cancellations: 500
        case .connects: 100
        case .crashes: 5
        case .decoding: 50_000
        case .disturbedPools: 3_000
        case .exam: 400
        case .executors: 20
        case .migrationKills: 20
        case .migrationRaces: 10
        case .mutatedDowns: 8
        case .pool: 100_000
        case .requests: 1_000
        case .splitting: 300
        case .tenants: 20_000
        }
    }

    private var text: String? {
        ProcessInfo.processInfo.environment[rawValue].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether nobody asks for more than `make test` does.
    package var isShort: Bool { text == nil }

    package var count: Int {
        get throws {
            guard let text else { return short }
            guard let count = Int(text), count >= 0 else { throw UnusableVariable(name: rawValue, text: text) }
            return count
        }
    }
}
