import Crypto
import PostgresCatalog

/// What has to be said to a server so that it is as declared, in order, and how each of it is undone.
public struct AccessPlan: Codable, Hashable, Sendable {
    /// One statement.
    public struct Step: Codable, Hashable, Sendable {
        /// The statement, without semicolon.
        public let statement: String
        /// Why it is needed.
        public let why: String
        /// What undoes it, in order. Undoing a plan takes its steps from the last to the first.
        public let inverse: [String]
        /// A query with one truth value that holds once the step was taken; its column says what it proves.
        public let check: String?
        /// Whether the statement names the database, which a migration must not.
        var namesDatabase = false
        /// What it changes for the whole server; nil for what is of this database alone.
        var change: ServerChange?

        private enum CodingKeys: String, CodingKey {
            case statement, why, inverse, check
        }

        init(
            _ statement: String, why: String, inverse: [String], check: String? = nil, change: ServerChange? = nil
        ) {
            self.statement = statement
            self.why = why
            self.inverse = inverse
            self.check = check
            self.change = change
        }
    }

    /// Something needed that the role that read the catalogue cannot do.
    public struct Obstacle: Codable, Hashable, Sendable {
        /// The statement that is left out.
        public let statement: String
        /// Why it cannot be done, and who can.
        public let why: String
    }

    /// The database.
    public let database: String
    /// Who is to run it.
    public let administrator: String
    /// What is to be done, in order. Empty when the administrator can do nothing more.
    public let steps: [Step]
    /// What is needed and the administrator cannot do.
    public let obstacles: [Obstacle]
    /// Differences that no grant removes: objects missing, policies, views, functions. They belong into migrations.
    public let notes: [Surprise]

    /// Whether nothing is to be done. The database may still differ: see ``isAsDeclared``.
    public var isEmpty: Bool { steps.isEmpty }

    /// Whether nothing differs: neither what the administrator can do, nor what it cannot, nor what migrations do.
    public var isAsDeclared: Bool { steps.isEmpty && obstacles.isEmpty && notes.isEmpty }

    /// What undoes the plan, in order.
    public var inverse: [String] { steps.reversed().flatMap(\.inverse) }

    /// SHA-256 of the statements in lower-case hexadecimal: the plan that was agreed to is the plan that is done.
    public var hash: String {
        let text = ([database] + steps.map(\.statement)).joined(separator: ";\n")
        return SHA256.hash(data: Array(text.utf8)).hexadecimal
    }

    /// The same steps, with what is left to say after they were taken.
    func leaving(_ left: AccessPlan) -> AccessPlan {
        AccessPlan(
            database: database, administrator: administrator, steps: steps, obstacles: left.obstacles, notes: left.notes
        )
    }
}
