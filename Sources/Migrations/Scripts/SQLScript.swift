public import PostgresDriver
import StatementAnalysis

/// A file of statements that is no migration: a bootstrap, or rows for development. It leaves no history, so every
/// statement in it must be safe to repeat.
public struct SQLScript: Sendable {
    private let fileName: String
    private let statements: [SQLStatement]

    /// Reads a script and splits it by PostgreSQL's own parser.
    /// - Throws: `MigrationError` naming file and line: unreadable, not UTF-8, a syntax error, a command of psql,
    ///   transaction control.
    public static func load(_ path: String) throws(MigrationError) -> SQLScript {
        let fileName = SourceFile.name(of: path)
        let source = try ExpandedSource(path: path, content: try SourceFile.content(of: path), scope: nil)
        return SQLScript(fileName: fileName, statements: try MigrationLayout(source, file: fileName).up.statements)
    }

    /// Runs the statements one by one.
    /// - Parameters:
    ///   - connection: As whom and where.
    ///   - inTransaction: Whether all of them are one transaction, so that nothing remains when one fails.
    /// - Throws: `MigrationError` naming file, line and SQLSTATE of the statement that failed. Safe to run again.
    public func run(on connection: PostgresConnection, inTransaction: Bool = false) async throws(MigrationError) {
        if inTransaction { try await control("BEGIN", on: connection) }
        for statement in statements {
            do {
                _ = try await connection.query(SQL(verbatim: statement.text))
            } catch {
                await connection.rollBackIfOpen()
                throw failure(error, of: statement, remains: inTransaction ? "Nothing of it remains." : nil)
            }
        }
        if inTransaction { try await control("COMMIT", on: connection) }
    }

    private func control(_ command: SQL, on connection: PostgresConnection) async throws(MigrationError) {
        do throws(DatabaseError) {
            let result = try await connection.query(command)
            guard result.commandTag == command.text else {
                throw DatabaseError(.commitFailed, outcome: .rolledBack)
            }
        } catch {
            throw .database(error, while: "running \(fileName)")
        }
    }

    private func failure(_ error: DatabaseError, of statement: SQLStatement, remains: String?) -> MigrationError {
        if error.code == .cancelled { return .cancelled(while: "running \(fileName)") }
        let advice = [error.hint.map { "Hint: \($0)" }, remains].compactMap { $0 }
        return MigrationError(
            .statementFailed, "\(statement.summary) failed: \(error.reason)",
            advice: advice.isEmpty ? nil : advice.joined(separator: "\n"), file: fileName,
            line: statement.line(at: error.position), underlying: error)
    }
}
