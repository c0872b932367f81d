import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("A transaction, whatever happens in it")
struct RandomTransactionTests {
    /// What the closure of a random transaction does, and what it knows of it.
    private struct Closure {
        struct Mine: Error {}

        let connection: ScriptedConnection
        let transaction: Transaction<ScriptedConnection>
        var random: SeededGenerator
        /// A failed statement whose error nobody let through, outside of any savepoint that was undone.
        var hasSwallowed = false

        mutating func work(depth: Int) async throws {
            for _ in 0..<random.below(5) {
                switch random.below(8) {
                case 0: try await fail()
                case 1 where depth < 3: try await savepoint(depth: depth)
                case 2: if random.isOne(in: 3) { throw Mine() }
                case 3: _ = try await transaction.run(batch: ["SELECT 1", "SELECT 2"])
                default: _ = try await transaction.run("UPDATE")
                }
            }
        }

        private mutating func fail() async throws {
            do {
                _ = try await transaction.run("FAIL")
            } catch {
                if random.isOne(in: 2) { throw error }
                hasSwallowed = true
            }
        }

        private mutating func savepoint(depth: Int) async throws {
            let before = hasSwallowed
            let savepoint = try transaction.beginSavepoint()
            do {
                try await work(depth: depth + 1)
            } catch {
                await transaction.rollBack(to: savepoint)
                hasSwallowed = before
                if random.isOne(in: 2) { throw error }
                return
            }
            do {
                try await transaction.endSavepoint(savepoint)
                #expect(!hasSwallowed)
            } catch {
                #expect(hasSwallowed)
                hasSwallowed = before
                throw error
            }
        }
    }

    @Test(
        "what is committed was asked for in full, and the connection is left without a transaction",
        arguments: try Seed.some(500))
    func random(_ seed: Seed) async throws {
        let connection = ScriptedConnection()
        connection.answer("FAIL", with: .failure(.server(.uniqueViolation)))
        let transaction = Transaction(
            on: connection, mode: TransactionMode(access: .readWrite, tenant: nil, timeout: .seconds(60)),
            trace: .quiet, deadlines: TransactionDeadlines())
        var closure = Closure(connection: connection, transaction: transaction, random: seed.generator())
        do {
            try await closure.work(depth: 0)
            let error = await failure { try await transaction.finish() }
            #expect((error == nil) == !closure.hasSwallowed)
            #expect(error == nil || error?.outcome == .rolledBack)
            let end = connection.sent.isEmpty ? nil : error == nil ? "COMMIT" : "ROLLBACK"
            #expect(connection.sent.last?.last == end)
        } catch {
            await transaction.abandon()
            #expect(connection.sent.isEmpty || connection.sent.last == ["ROLLBACK"])
        }
        #expect(connection.transactionStatus == .idle)
        let trips = connection.sent.count
        let late = await failure { _ = try await transaction.run("SELECT 1") }
        #expect(late?.code == .sessionEnded)
        #expect(connection.sent.count == trips)
    }
}
