package import PostgresDriver

/// Another session of the server's that somebody waits for. Never with what it runs, which may quote values.
public struct BlockingSession: Sendable, Hashable, CustomStringConvertible {
    /// The server's process.
    public let process: Int
    /// What the program that is connected calls itself.
    public let application: String?
    /// What the session does, such as `idle in transaction`; nil where the administrator may not see it.
    public let state: String?
    /// How long its transaction lasts, or its connection where it has none; nil where the administrator may not see it.
    public let age: Duration?
    /// The locks in the way, such as `AccessShareLock on vendors`; nil where they are not locks on a table.
    public let holds: String?

    package init(process: Int, application: String?, state: String?, age: Duration?, holds: String?) {
        self.process = process
        self.application = application
        self.state = state
        self.age = age
        self.holds = holds
    }

    /// For a message: `process 812 (psql, idle in transaction, age 40 s, holds AccessShareLock on vendors)`.
    public var description: String {
        let facts = [
            application.flatMap { $0.isEmpty ? nil : $0 } ?? "no application name", state,
            age.map { "age \($0.formattedSeconds)" }, holds.map { "holds \($0)" },
        ]
        return "process \(process) (\(facts.compactMap(\.self).joined(separator: ", ")))"
    }
}

extension BlockingSession {
    /// A row of process, application, state, age in seconds, locks.
    package init(_ row: Row) throws(DatabaseError) {
        self.init(
            process: try row.decode(Int.self, at: 0), application: try row.decode(String?.self, at: 1),
            state: try row.decode(String?.self, at: 2),
            age: try row.decode(Double?.self, at: 3).map { .milliseconds($0 * 1_000) },
            holds: try row.decode(String?.self, at: 4))
    }
}

extension Duration {
    /// Seconds with at most one decimal: `10 s`, `0.5 s`.
    package var formattedSeconds: String {
        let tenths = (components.seconds * 10) + components.attoseconds / 100_000_000_000_000_000
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}
