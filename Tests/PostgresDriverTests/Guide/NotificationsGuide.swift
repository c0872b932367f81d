import DataAccessTesting
import Logging
import PostgresDriver
import Testing

@Suite("The guide's notifications and notices")
struct NotificationsGuide {
    @Test("listen to a channel")
    func listening() async throws {
        try await withVendors { connection, _ in
            // snippet: listening
            let first = try await connection.listen(to: "vendors", capacity: 1_000) { notifications in
                _ = try await connection.query("SELECT pg_notify('vendors', \("Ada"))")
                for try await notification in notifications { return notification.payload }
                return ""
            }
            #expect(first == "Ada")
            // end
        }
    }

    @Test("see warnings in the result and in the log")
    func notices() async throws {
        try await withVendors { connection, database in
            let role = try Identifier(database.name)
            _ = try await connection.query("CREATE ROLE \(role)")
            let log = RecordedLog()
            let logger = log.logger(level: .info)
            var configuration = database.configuration
            // snippet: notices
            configuration.logger = logger
            try await PostgresConnection.withConnection(to: configuration) { connection in
                _ = try await connection.query("SET ROLE \(role)")
                let grant = try await connection.query("GRANT SELECT ON pg_class TO \(role)")
                #expect(grant.notices.map(\.sqlState) == [.privilegeNotGranted])
                #expect(grant.notices[0].severity == "WARNING")
            }
            // end
            #expect(log.all.map(\.level) == [.warning])
            #expect(log.all.first?.metadata["sqlState"] == "01007 privilege_not_granted")
            #expect(log.all.first?.metadata["message"] == nil)
            _ = try await connection.query("DROP ROLE \(role)")
        }
    }
}
