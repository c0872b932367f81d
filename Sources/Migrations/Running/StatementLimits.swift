/// What limits are to be set before each statement of a file. A limit that the file sets is the file's from there on.
struct StatementLimits {
    private static let names = ["lock_timeout", "statement_timeout"]

    private let options: MigrationOptions
    /// Whether they are set for the transaction alone.
    private let local: Bool
    private var inForce: [String: Duration] = [:]
    private var ofFile: Set<String> = []

    init(_ options: MigrationOptions, local: Bool) {
        self.options = options
        self.local = local
    }

    /// What must be set before a statement with these traits, which then is in force.
    mutating func changes(before traits: StatementTraits) -> [SessionSetting] {
        var changes: [SessionSetting] = []
        for (name, limit) in zip(Self.names, [options.lockTimeout, statementTimeout(for: traits.work)])
        where !ofFile.contains(name) && inForce[name] != limit {
            inForce[name] = limit
            changes.append(SessionSetting(name, limit, isLocal: local))
        }
        return changes
    }

    /// Whether the file has set a limit itself, which may be none at all.
    var areOfFile: Bool { !ofFile.isEmpty }

    /// Takes note of what a statement of the file set.
    mutating func noteRun(of traits: StatementTraits) {
        switch traits.setting {
        case .set(let name)? where Self.names.contains(name): ofFile.insert(name)
        case .reset(let name)?:
            ofFile.remove(name)
            inForce[name] = nil
        case .resetAll?: forget()
        case .set?, nil: break
        }
    }

    /// Nothing is in force any more.
    mutating func forget() {
        ofFile = []
        inForce = [:]
    }

    /// What was set is set again, though it may still be in force.
    mutating func renew() { inForce = [:] }

    private func statementTimeout(for work: StatementTraits.Work) -> Duration {
        switch work {
        case .definition: options.statementTimeout
        case .build, .data: options.longStatementTimeout
        }
    }
}
