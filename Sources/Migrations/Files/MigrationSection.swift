import StatementAnalysis

/// A part of a migration file: from its marker to the next, or the whole of a file without markers.
struct MigrationSection {
    enum Kind: Equatable {
        case up(transactional: Bool)
        case down(transactional: Bool)
        case verify

        var name: String {
            switch self {
            case .up: "migrate:up"
            case .down: "migrate:down"
            case .verify: "migrate:verify"
            }
        }

        /// Whether it is one transaction.
        var isTransactional: Bool {
            switch self {
            case .up(let transactional), .down(let transactional): transactional
            case .verify: true
            }
        }

        fileprivate var isDown: Bool { if case .down = self { true } else { false } }
    }

    let kind: Kind
    /// The marker's line; 1 in a file without markers.
    let line: Int
    /// Where its text begins in the file's UTF-8 bytes; the statements count from there.
    let byteOffset: Int
    let statements: [SQLStatement]

    init(
        _ kind: Kind, text: Substring.UTF8View, byteOffset: Int, line: Int, file: String
    ) throws(MigrationError) {
        self.kind = kind
        self.line = line
        self.byteOffset = byteOffset
        do {
            statements = try StatementSplitter.split(String(Substring(text)), firstLine: line)
        } catch {
            throw MigrationError(
                .syntax, "\(error.message) (column \(error.column))",
                advice: "Correct the SQL. The parser is PostgreSQL 15's.", file: file, line: error.line)
        }
        guard !statements.isEmpty else {
            throw MigrationError(
                .badSection, "\(kind.name) has no statements",
                advice: kind.isDown
                    ? "Write what undoes the migration, or declare -- migrate:irreversible <reason>."
                    : "Write its statements or remove the section.",
                file: file, line: line)
        }
        for statement in statements { try Self.check(statement, in: kind, file: file) }
    }

    private static func check(_ statement: SQLStatement, in section: Kind, file: String) throws(MigrationError) {
        func refuse(_ message: String, _ advice: String) -> MigrationError {
            MigrationError(.forbiddenStatement, message, advice: advice, file: file, line: statement.line)
        }
        switch statement.kind {
        case .transactionControl:
            throw refuse(
                "\(statement.summary): the runner opens and ends the transactions itself",
                section == .verify
                    ? "Remove it."
                    : "Remove it; for statements that cannot run in a transaction write -- \(section.name) "
                        + "transaction:false.")
        case .copyThroughClient:
            throw refuse(
                "\(statement.summary): a migration has no client to copy from or to",
                "Write INSERT statements, or load the data after the migration.")
        case .other where section == .verify:
            throw refuse(
                "\(statement.summary): a verification changes nothing",
                "Write a query that returns a single true, or a DO block that raises.")
        case .query, .anonymousBlock, .other:
            break
        }
    }
}
