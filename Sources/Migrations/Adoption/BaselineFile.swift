import StatementAnalysis

/// The file of a first migration that makes what an adopted database has: its schema as pg_dump writes it, as the runner
/// runs it.
public struct BaselineFile: Sendable, Hashable {
    /// The file's text.
    public let text: String
    /// Statements of the dump that are not in it because they hold a password, in short: `CREATE USER MAPPING FOR app`.
    public let leftOut: [String]

    /// What a dump lifts for its own restoring; the runner has limits of its own.
    private static let limits = [
        "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "transaction_timeout",
    ]

    private static let head = """
        -- What the database had when it was adopted: its schema by pg_dump, without rows.

        -- migrate:irreversible it made everything that there is
        -- migrate:up

        """

    /// Makes it of a dump.
    /// - Parameter dump: what `pg_dump --schema-only` wrote.
    /// - Throws: `syntax` where PostgreSQL's parser does not accept it.
    init(dump: String) throws(MigrationError) {
        let dump = Self.withoutRestriction(dump)
        let statements: [SQLStatement]
        do {
            statements = try StatementSplitter.split(dump)
        } catch {
            throw MigrationError(.syntax, "pg_dump wrote what the parser does not accept: \(error)")
        }
        var rest = Array(dump.utf8)[...]
        var kept: [UInt8] = []
        var leftOut: [String] = []
        for statement in statements {
            let isLimit = Self.setsLimit(statement)
            guard isLimit || Self.holdsPassword(statement) else { continue }
            kept += rest[..<statement.byteOffset]
            rest = rest[(statement.byteOffset + statement.text.utf8.count)...].behindStatement
            if !isLimit { leftOut.append(statement.summary) }
        }
        text = Self.head + String(decoding: kept + rest, as: UTF8.self)
        self.leftOut = leftOut
    }

    /// The lines by which pg_dump keeps psql from running commands that the dump holds: only psql knows them.
    private static func withoutRestriction(_ dump: String) -> String {
        var dump = dump
        while let command = MetaCommand.first(in: dump), ["\\restrict", "\\unrestrict"].contains(command.name) {
            var lines = dump.split(separator: "\n", omittingEmptySubsequences: false)
            lines.remove(at: command.line - 1)
            dump = lines.joined(separator: "\n")
        }
        return dump
    }

    private static func setsLimit(_ statement: SQLStatement) -> Bool {
        guard statement.summary.hasPrefix("SET "), case .set(let name)? = StatementTraits(of: statement).setting else {
            return false
        }
        return limits.contains(name)
    }

    private static func holdsPassword(_ statement: SQLStatement) -> Bool {
        guard ["CREATE USER MAPPING", "CREATE SERVER"].contains(where: { statement.summary.hasPrefix($0) }),
            let tree = try? SyntaxNode(parsing: statement.text)
        else { return false }
        return tree.list("options").contains { $0.text("defname")?.contains("password") == true }
    }
}

extension ArraySlice<UInt8> {
    /// What follows the `;` and the line's end of a statement that stood before.
    fileprivate var behindStatement: ArraySlice<UInt8> {
        guard let end = firstIndex(of: UInt8(ascii: ";")) else { return self[endIndex...] }
        let rest = self[(end + 1)...]
        return rest.first == UInt8(ascii: "\n") ? rest.dropFirst() : rest
    }
}
