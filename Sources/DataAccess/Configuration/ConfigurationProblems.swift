/// Everything that is wrong with a configuration, in one error.
public struct ConfigurationProblems: Error, Sendable, Hashable {
    /// One key that is wrong or missing.
    public struct Problem: Sendable, Hashable {
        /// The key by its environment name, such as `DB_HOST`.
        public var key: String
        /// What is wrong with it; never its value when that is a secret.
        public var problem: String
        /// What to write instead.
        public var remedy: String

        /// Makes a problem from its parts.
        public init(key: String, problem: String, remedy: String) {
            self.key = key
            self.problem = problem
            self.remedy = remedy
        }
    }

    /// The problems, in the order of the keys.
    public var problems: [Problem]

    /// Makes the error of the problems found.
    public init(_ problems: [Problem]) { self.problems = problems }
}

extension ConfigurationProblems: CustomStringConvertible {
    /// A line for each problem: the key, what is wrong, what to write.
    public var description: String {
        let heading =
            problems.count == 1
            ? "The database configuration has 1 problem:" : "The database configuration has \(problems.count) problems:"
        let lines = problems.map { "  \($0.key): \($0.problem). \($0.remedy)" }
        return ([heading] + lines).joined(separator: "\n")
    }
}
