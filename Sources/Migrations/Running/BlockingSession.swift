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

    /// For a message: `process 812 (psql, idle in transaction, age 40 s, holds AccessShareLock on vendors)`.
    public var description: String {
        let facts = [
            application.flatMap { $0.isEmpty ? nil : $0 } ?? "no application name", state,
            age.map { "age \($0.formattedSeconds)" }, holds.map { "holds \($0)" },
        ]
        return "process \(process) (\(facts.compactMap(\.self).joined(separator: ", ")))"
    }
}
