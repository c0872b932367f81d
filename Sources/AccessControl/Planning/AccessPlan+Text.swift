extension AccessPlan {
    /// How many statements it has: `1 statement`, `2 statements`.
    public var size: String { steps.count.of("statement") }

    /// The plan for people: each statement with its why, then what cannot be done and what is left to migrations.
    public var text: String {
        var lines = [heading]
        for step in steps {
            lines += WrappedLine.lines("-- \(step.why)", first: "  ", then: "  -- ")
            lines += WrappedLine.lines("\(step.statement);", first: "  ", then: "      ")
        }
        if !obstacles.isEmpty {
            lines += ["", "\(administrator) cannot do this, and it is left out:"]
            for obstacle in obstacles {
                lines += WrappedLine.lines("\(obstacle.statement);", first: "  ", then: "      ")
                lines += WrappedLine.lines("-- \(obstacle.why)", first: "  ", then: "  -- ")
            }
        }
        if !notes.isEmpty {
            lines += ["", "no grant changes this; it belongs into a migration, or to a superuser:"]
            lines += notes.flatMap { WrappedLine.lines($0.description, first: "  ", then: "      ") }
        }
        if !steps.isEmpty { lines += ["", "plan \(hash)"] }
        return lines.joined(separator: "\n") + "\n"
    }

    private var heading: String {
        if isAsDeclared { return "\(database) is as declared: nothing to do" }
        if isEmpty { return "\(database) is not as declared, and no statement of \(administrator) changes that" }
        return "\(size) \(steps.count == 1 ? "makes" : "make") \(database) as declared, to be run by \(administrator):"
    }

    /// The statements alone, each with its why, as psql runs them in one transaction.
    public var sql: String {
        let body = steps.flatMap { ["-- \($0.why)", "\($0.statement);"] }
        return (["BEGIN;"] + body + ["COMMIT;"]).joined(separator: "\n") + "\n"
    }
}
