import PostgresDriver

/// What a database says of the verifications of the migrations applied to it.
public struct VerificationReport: Sendable, Hashable {
    /// What became of one migration.
    public enum Outcome: Sendable, Hashable {
        /// All its statements hold.
        case holds(statements: Int)
        /// It has no `migrate:verify` section.
        case hasNone
        /// A statement does not hold or fails, in these words, here.
        case fails(reason: String, file: String, line: Int?)
        /// A statement could not be judged: it met a lock or a time limit, or would have written.
        case undecided(reason: String, file: String, line: Int?)
        /// Its file is not what was applied, so its verification was not run.
        case changed
        /// Its file is gone.
        case missing
        /// It stands half-way.
        case unfinished
    }

    /// One migration.
    public struct Entry: Sendable, Hashable {
        /// Its version.
        public let version: Int
        /// Its name.
        public let name: String
        /// What became of it.
        public let outcome: Outcome
    }

    /// Every migration that is in effect, by ascending version.
    public internal(set) var entries: [Entry] = []

    /// Whether nothing fails, is changed, missing, or half-way, and everything was judged.
    public var holds: Bool { entries.allSatisfy { $0.outcome.isGood } }
    /// Whether something fails, is changed, missing, or half-way.
    public var fails: Bool { entries.contains { !$0.outcome.isGood && !$0.outcome.isUndecided } }
}

extension VerificationReport.Outcome {
    /// Whether there is nothing to say against it.
    public var isGood: Bool {
        switch self {
        case .holds, .hasNone: true
        case .fails, .undecided, .changed, .missing, .unfinished: false
        }
    }

    /// Whether another attempt may come to a judgement.
    public var isUndecided: Bool { if case .undecided = self { true } else { false } }

    /// Its name for machines.
    public var name: String {
        switch self {
        case .holds: "holds"
        case .hasNone: "none"
        case .fails: "fails"
        case .undecided: "undecided"
        case .changed: "changed"
        case .missing: "missing"
        case .unfinished: "unfinished"
        }
    }

    /// A statement's failure.
    init(_ error: MigrationError, file: String) {
        let passing: [SQLState] = [
            .lockNotAvailable, .deadlockDetected, .serializationFailure, .queryCanceled,
            // It held when the migration was applied, where it may write.
            .readOnlySQLTransaction,
        ]
        let place = (error.message, error.file ?? file, error.line)
        self =
            error.underlying?.sqlState.map(passing.contains) == true
            ? .undecided(reason: place.0, file: place.1, line: place.2)
            : .fails(reason: place.0, file: place.1, line: place.2)
    }
}
