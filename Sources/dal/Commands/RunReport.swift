import Migrations

/// What a verb did that runs migrations; of the same shape for all of them.
struct RunReport: Encodable {
    /// `apply`, `rollback`, `resume` or `repair`.
    let verb: String
    /// In the order of the run; empty when there was nothing to do.
    let versions: [Int]
    /// The hash of the plan that was done.
    let plan: String
    /// How many statements a repair declared to be done.
    var statementsDone: Int?
    /// What was done about logins' passwords.
    var passwords: String?

    init(_ verb: String, _ run: MigrationRun, statementsDone: Int? = nil, passwords: String? = nil) {
        self.verb = verb
        versions = run.versions
        plan = run.planHash
        self.statementsDone = statementsDone
        self.passwords = passwords
    }

    /// Prints it.
    /// - Parameter text: What it says for people of the versions.
    func print(as format: OutputFormat, text: String) throws {
        switch format {
        case .text:
            Terminal.standardOutput.line(text)
            if let passwords { Terminal.standardOutput.line(passwords) }
        case .json: try Terminal.standardOutput.json(self)
        }
    }
}
