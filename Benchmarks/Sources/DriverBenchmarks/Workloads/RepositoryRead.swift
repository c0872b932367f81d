import DataAccess
import DataAccessMacros
import Measurement
import PostgresDriver

extension Workload {
    static let repositoryRead = Workload(
        name: .repositoryRead,
        title: "the point select by a Repository in a session of a Database; 20 tasks, 20 connections",
        metric: .operationsPerSecond,
        peers: [],
        goals: [
            Goal(.quotient(.ours(in: .repositoryRead), by: .ours(in: .databaseRead)), .atLeast, reach: 0.95)
        ],
        measure: { try await BenchmarkDatabase.measure($0, DeclaredAccount.find) })
}

/// A row of `accounts`, declared.
@Table("accounts", scope: .global)
struct DeclaredAccount {
    @Column(.primaryKey) let id: Int
    let name: String
    let balance: Int
}

extension DeclaredAccount {
    private static let accounts = Repository<DeclaredAccount>()

    @Sendable fileprivate static func find(_ database: Database, _ numbers: inout RandomNumbers) async throws {
        let id = Int.random(in: 1...BenchmarkData.accounts, using: &numbers)
        let account = try await database.readGlobal { session in try await accounts.find(id, in: session) }
        guard account?.id == id else { throw UnexpectedAnswer(expected: "the account asked for") }
    }
}
