import DataAccessTesting
import PostgresDriver
import Testing
import TestSupport

@Suite("On a real server, listening")
struct NotificationTests {
    @Test("hears what another session says, also while other statements run")
    func hears() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { listener in
                try await database.withConnection { speaker in
                    try await listener.listen(to: "Orders", "stock") { notifications in
                        var iterator = notifications.makeAsyncIterator()
                        for number in 1...100 {
                            _ = try await speaker.query("SELECT pg_notify('Orders', \("order \(number)"))")
                            let notification = try await iterator.next()
                            #expect(notification?.payload == "order \(number)")
                            #expect(notification?.channel == "Orders")
                            #expect(notification?.backendPID == speaker.backendPID)
                            #expect(try await listener.query("SELECT 1").count == 1)
                        }
                        _ = try await listener.query("NOTIFY stock")
                        #expect(try await iterator.next()?.channel == "stock")
                    }
                }
                let channels = try await listener.query("SELECT pg_listening_channels()")
                #expect(channels.isEmpty)
            }
        }
    }

    @Test("ends with an error when the connection breaks")
    func connectionBreaks() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { listener in
                let pid = listener.backendPID
                let error = await #expect(throws: DatabaseError.self) {
                    try await listener.listen(to: "orders") { notifications in
                        try await database.withConnection { other in
                            _ = try await other.query("SELECT pg_terminate_backend(\(Int(pid))::int4)")
                        }
                        for try await _ in notifications {}
                    }
                }
                #expect(error?.code == .connectionLost)
            }
        }
    }

    @Test("ends without an error when the task is cancelled, and the server no longer sends")
    func cancelled() async throws {
        try await withConnection { listener in
            let task = Task {
                try await listener.listen(to: "orders") { notifications in
                    withUnsafeCurrentTask { $0?.cancel() }
                    for try await _ in notifications {}
                }
            }
            try await task.value
            let channels = try await listener.query("SELECT pg_listening_channels()")
            #expect(channels.isEmpty)
        }
    }

    @Test("stops while another task's statement is under way, and hears nothing of what came between")
    func stopsWhileBusy() async throws {
        try await withConnection { connection in
            async let slow = connection.query("SELECT pg_sleep(0.2)")
            try await until { connection.transactionStatus == .active }
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.listen(to: "orders") { _ in }
            }
            #expect(error?.code == .connectionBusy)
            _ = try await slow
            try await connection.query("LISTEN orders")
            try await connection.query("NOTIFY orders, 'before'")
            try await connection.listen(to: "orders") { notifications in
                try await connection.query("NOTIFY orders, 'after'")
                var iterator = notifications.makeAsyncIterator()
                let first = try await iterator.next()
                #expect(first?.payload == "after")
            }
        }
    }

    @Test("says so when notifications had to be dropped")
    func overflow() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.listen(to: "orders", capacity: 2) { notifications in
                    _ = try await connection.query(
                        "SELECT pg_notify('orders', n::text) FROM generate_series(1, 3) AS n")
                    var taken: [String] = []
                    for try await notification in notifications {
                        taken.append(notification.payload)
                        #expect(taken.count <= 2)
                    }
                }
            }
            #expect(error?.code == .notificationsLost)
        }
    }
}
