import PostgresDriver

/// A setting of the run's session, and what it is to be.
struct SessionSetting: Sendable, Hashable {
    /// As the server knows it. Never from input.
    let name: String
    /// As the server takes it. Never from input.
    let value: String
    /// Whether the transaction's end undoes it.
    let isLocal: Bool

    /// A limit, in milliseconds.
    init(_ name: String, _ limit: Duration, isLocal: Bool) {
        self.init(name, "\(limit.wholeMilliseconds)", isLocal: isLocal)
    }

    init(_ name: String, _ value: String, isLocal: Bool) {
        self.name = name
        self.value = value
        self.isLocal = isLocal
    }
}

extension SQL {
    /// Makes settings, all in one statement, in the server's process that a connection was announced as and in no other:
    /// there the division fails, so that what follows in the same round trip is not run.
    static func setting(_ settings: [SessionSetting], inProcess process: Int32) -> SQL {
        let calls = settings.map { ", pg_catalog.set_config('\($0.name)', '\($0.value)', \($0.isLocal))" }
        return SQL(verbatim: "SELECT 1 / (pg_catalog.pg_backend_pid() = \(process))::integer\(calls.joined())")
    }
}
