import ConnectionPooling
import PostgresDriver

/// Who is told which statements a session sends.
struct StatementTrace: Sendable {
    let log: QueryLog
    /// Where the session was asked for.
    let site: CallSite
    /// Who holds the connection, for the report on one held too long.
    var holder: LeaseHolder?

    /// A statement is about to be sent.
    func begin(_ sql: SQL) -> QueryLog.Entry? {
        holder?.statement = sql.text
        return log.begin(sql, at: site)
    }

    /// Statements are about to be sent in one round trip.
    func begin(_ statements: [SQL]) -> [QueryLog.Entry?] {
        holder?.statement = statements.first?.text
        return statements.map { log.begin($0, at: site) }
    }
}

extension [QueryLog.Entry?] {
    func succeeded(_ replies: [some CommandReply]) {
        for (entry, reply) in zip(self, replies) { entry?.succeeded(rows: reply.rows) }
    }

    /// One of them failed, and with it all.
    func failed(_ error: DatabaseError) {
        for entry in self { entry?.failed(error) }
    }
}
