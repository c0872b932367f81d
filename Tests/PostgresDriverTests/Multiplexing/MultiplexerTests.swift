import DataAccessTesting
import PostgresDriver
import Testing
import TestSupport

@Suite("On a real server, a multiplexer", .timeLimit(.minutes(2)))
struct MultiplexerTests {
    private static let lockWaiters: SQL = """
        SELECT 1 FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
        WHERE NOT l.granted AND d.datname = current_database()
        """

    private func withMultiplexer(
        connections: Int = 2, inFlight: Int = 32, _ body: (Multiplexer, TestDatabase) async throws -> Void
    ) async throws {
        try await withTestDatabase { database in
            let multiplexer = Multiplexer(
                configuration: database.configuration, connections: connections, inFlight: inFlight)
            do { try await body(multiplexer, database) } catch {
                await multiplexer.close()
                throw error
            }
            await multiplexer.close()
        }
    }

    @Test("answers each of many tasks with its own answer, over few connections", arguments: [true, false])
    func manyTasks(onExecutor: Bool) async throws {
        try await withMultiplexer(connections: 2, inFlight: 4) { multiplexer, database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<50 {
                    group.addTask(executorPreference: onExecutor ? PostgresExecutor.shared : nil) {
                        for number in 0..<20 {
                            let marker = task * 1_000 + number
                            let answer = try await multiplexer.query("SELECT \(marker)").first?.decode(Int.self, at: 0)
                            #expect(answer == marker)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let sessions = try await multiplexer.query(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
            )
            #expect(try sessions.first?.decode(Int.self, at: 0) == 2)
        }
    }

    @Test("keeps errors apart")
    func errors() async throws {
        try await withMultiplexer(connections: 1) { multiplexer, _ in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        do {
                            let row = try await multiplexer.query("SELECT 12 / \(number % 3)").first
                            #expect(try row?.decode(Int.self, at: 0) == 12 / (number % 3))
                        } catch {
                            #expect(number % 3 == 0 && (error as? DatabaseError)?.sqlState == .divisionByZero)
                        }
                    }
                }
            }
        }
    }

    @Test("keeps scopes apart")
    func scopes() async throws {
        try await withMultiplexer(connections: 1) { multiplexer, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let scope = number % 4 == 0 ? nil : TransactionScope(["app.tenant": "tenant \(number)"])
                        let row = try await multiplexer.query(
                            "SELECT coalesce(current_setting('app.tenant', true), '')", under: scope
                        ).first
                        #expect(try row?.decode(String.self, at: 0) == (scope == nil ? "" : "tenant \(number)"))
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("abandons a cancelled request, whose statement goes on, and those behind it get their answers")
    func cancellation() async throws {
        try await withMultiplexer(connections: 1) { multiplexer, database in
            _ = try await multiplexer.query("CREATE TABLE t (n int)")
            try await database.withConnection { observer in
                try await observer.query("SELECT pg_advisory_lock(42)")
                let cancelled = Task {
                    try await multiplexer.query("INSERT INTO t SELECT 1 FROM pg_advisory_xact_lock(42)")
                }
                try await until {
                    try await observer.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").count
                        == 1
                }
                async let behind = multiplexer.query("SELECT count(*) FROM t")
                cancelled.cancel()
                let error = await #expect(throws: DatabaseError.self) { _ = try await cancelled.value }
                #expect(error?.code == .cancelled)
                #expect(error?.outcome == .unknown)
                try await observer.query("SELECT pg_advisory_unlock(42)")
                #expect(try await behind.first?.decode(Int.self, at: 0) == 1)
            }
        }
    }

    @Test("gives its place in the line up when it is cancelled")
    func cancelledWhileWaiting() async throws {
        try await withMultiplexer(connections: 1, inFlight: 1) { multiplexer, _ in
            async let slow = multiplexer.query("SELECT pg_sleep(0.3)")
            let waiting = (0..<10).map { _ in Task { try await multiplexer.query("SELECT 1") } }
            for task in waiting { task.cancel() }
            for task in waiting { _ = await task.result }
            _ = try await slow
            #expect(try await multiplexer.query("SELECT 2").first?.decode(Int.self, at: 0) == 2)
        }
    }

    @Test("fails what was in flight when its connection breaks, and opens another one")
    func brokenConnection() async throws {
        try await withMultiplexer(connections: 1) { multiplexer, database in
            _ = try await multiplexer.query("SELECT 1")
            let inFlight = Task { try await multiplexer.query("SELECT pg_sleep(30)") }
            try await database.withConnection { other in
                try await until {
                    try await other.query(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event = 'PgSleep'
                        """
                    ).count == 1
                }
            }
            let error = await #expect(throws: DatabaseError.self) { _ = try await inFlight.value }
            #expect(error?.code == .connectionLost)
            #expect(try await multiplexer.query("SELECT 2").first?.decode(Int.self, at: 0) == 2)
        }
    }

    @Test("closes a connection on which a statement left a transaction open, and the next scope is nobody else's")
    func leftOpen() async throws {
        try await withMultiplexer(connections: 1) { multiplexer, _ in
            try await multiplexer.query("BEGIN")
            try await multiplexer.query("SELECT 1", under: TransactionScope(["app.tenant": "acme"]))
            let row = try await multiplexer.query("SELECT coalesce(current_setting('app.tenant', true), '')").first
            #expect(try row?.decode(String.self, at: 0) == "")
        }
    }

    @Test("tells the one who sends a COPY, and nobody else, what was wrong")
    func copy() async throws {
        try await withMultiplexer(connections: 1) { multiplexer, _ in
            let error = await #expect(throws: DatabaseError.self) {
                try await multiplexer.query("COPY (SELECT 1) TO STDOUT")
            }
            #expect(error?.code == .invalidStatement)
            #expect(error?.outcome == .unknown)
            let answer = try await multiplexer.query("SELECT 2").first?.decode(Int.self, at: 0)
            #expect(answer == 2)
        }
    }

    @Test("survives a change of the table under many tasks")
    func alteredTable() async throws {
        try await withMultiplexer { multiplexer, database in
            _ = try await multiplexer.query("CREATE TABLE t (a int8)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        for _ in 0..<100 { _ = try await multiplexer.query("SELECT * FROM t") }
                    }
                }
                group.addTask {
                    try await database.withConnection { other in
                        for column in 0..<20 {
                            let name = try Identifier("c\(column)")
                            _ = try await other.query("ALTER TABLE t ADD COLUMN \(name) text")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("says what is wrong when no connection can be had, and that it is closed")
    func unreachable() async throws {
        let listener = try Listener()
        var configuration = ConnectionConfiguration(
            endpoint: .tcp(host: "127.0.0.1", port: listener.port), database: "x", user: "x", tls: .disabled)
        configuration.connectTimeout = .milliseconds(100)
        let multiplexer = Multiplexer(configuration: configuration)
        let error = await #expect(throws: DatabaseError.self) { _ = try await multiplexer.query("SELECT 1") }
        #expect(error?.code == .timedOut)
        await multiplexer.close()
        let closed = await #expect(throws: DatabaseError.self) { _ = try await multiplexer.query("SELECT 1") }
        #expect(closed?.code == .closed)
    }

    @Test("gives a connection up that answers nothing, and opens another")
    func stuck() async throws {
        try await withMultiplexer(connections: 1) { multiplexer, database in
            try await database.withConnection { (blocker) async throws in
                try await blocker.query("BEGIN")
                try await blocker.query("SELECT pg_advisory_xact_lock(7)")
                let stuck = Task { try await multiplexer.query("SELECT pg_advisory_xact_lock_shared(7)") }
                try await until { try await blocker.query(Self.lockWaiters).count == 1 }
                multiplexer.tend(at: .now, lifetime: .seconds(60), patience: .seconds(5))
                #expect(multiplexer.statistics.open == 1)
                multiplexer.tend(at: .now + .seconds(6), lifetime: .seconds(60), patience: .seconds(5))
                let error = await #expect(throws: DatabaseError.self) { try await stuck.value }
                #expect(error?.code == .timedOut)
                #expect(error?.outcome == .unknown)
                #expect(try await multiplexer.query("SELECT 1").first?.decode(Int.self, at: 0) == 1)
                #expect(multiplexer.statistics.inFlight == 0)
                try await blocker.query("COMMIT")
            }
        }
    }

    @Test("replaces a connection that has lived for long enough, and what is under way gets its answer")
    func lifetime() async throws {
        try await withMultiplexer(connections: 1) { multiplexer, database in
            try await database.withConnection { (blocker) async throws in
                let pid: SQL = "SELECT pg_backend_pid()"
                let first = try await multiplexer.query(pid).first?.decode(Int.self, at: 0)
                multiplexer.tend(at: .now + .seconds(50), lifetime: .seconds(60), patience: .seconds(600))
                #expect(try await multiplexer.query(pid).first?.decode(Int.self, at: 0) == first)
                try await blocker.query("BEGIN")
                try await blocker.query("SELECT pg_advisory_xact_lock(7)")
                let underWay = Task { try await multiplexer.query("SELECT 1, pg_advisory_xact_lock_shared(7)") }
                try await until { try await blocker.query(Self.lockWaiters).count == 1 }
                multiplexer.tend(at: .now + .seconds(60), lifetime: .seconds(60), patience: .seconds(600))
                #expect(multiplexer.statistics.open == 0)
                #expect(try await multiplexer.query(pid).first?.decode(Int.self, at: 0) != first)
                try await blocker.query("COMMIT")
                #expect(try await underWay.value.count == 1)
            }
        }
    }
}
