public import PostgresCatalog
public import PostgresDriver

/// Why migrations were not read, planned or run: what happened, where, and what to do next.
///
/// Its text is for an operator's terminal: it may carry the server's message, which may quote values from the database.
public struct MigrationError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: Sendable, Hashable {
        // Files
        /// The folder or a file cannot be read.
        case unreadable
        /// A new file cannot be written.
        case unwritable
        /// A file's name is not `NNN_name.sql`.
        case badName
        /// Two files carry one version.
        case duplicateVersion
        /// A file is not UTF-8 text.
        case notUTF8
        /// PostgreSQL's parser does not accept a file.
        case syntax
        /// A `-- migrate:` line is unknown, repeated, misplaced or incomplete.
        case badMarker
        /// A section lacks statements, or statements lack a section.
        case badSection
        /// A file contains a command of psql.
        case metaCommand
        /// A file includes one by an absolute path, or one outside the migrations' folder.
        case includeOutside
        /// A file includes one that is not there.
        case includeMissing
        /// A file includes itself, directly or by way of others.
        case includeCycle
        /// A statement is not ended where a file is included, or an included file's last one is not.
        case includeUnended
        /// A file contains a statement the runner cannot let through, such as `COMMIT`.
        case forbiddenStatement

        // Plans
        /// A file changed after it was applied.
        case changedAfterApplied
        /// The file of an applied migration is gone.
        case missingFile
        /// A pending version lies below the newest applied one.
        case outOfOrder
        /// The version asked for does not exist.
        case unknownTarget
        /// A migration to be undone declares that it cannot be.
        case irreversible
        /// A migration to be undone has no `migrate:down` section.
        case noDownSection
        /// A migration that runs outside a transaction stopped half-way.
        case unfinished
        /// Nothing stands half-way, so that there is nothing to resume or to repair.
        case nothingUnfinished
        /// Nobody can tell how far the statement came during which a run ended.
        case inDoubt
        /// A migration does not have as many statements as were declared to be done.
        case noSuchStatement
        /// A database to be adopted has a history already.
        case historyExists
        /// The schema of a database to be adopted cannot be dumped as a migration.
        case dumpImpossible
        /// Files, history or schema moved since the plan was made.
        case planMoved

        // Runs
        /// Another runner holds the lock.
        case lockBusy
        /// The lock was no longer held when it was given back.
        case lockLost
        /// A pooler stands between the runner and the server.
        case pooledConnection
        /// A statement failed.
        case statementFailed
        /// A verification did not hold.
        case verificationFailed
        /// The server warned that a GRANT or REVOKE had no effect.
        case privilegeWarning
        /// The transaction did not commit.
        case notCommitted
        /// The connection broke at COMMIT; the message says what the history told afterwards.
        case brokenAtCommit
        /// The connection broke at COMMIT and the history could not be read afterwards.
        case outcomeUnknown
        /// The task was cancelled.
        case cancelled
        /// The original cannot be copied for a rehearsal.
        case rehearsalImpossible
        /// The database cannot be reached or does not answer as expected.
        case database
    }

    /// What kind of failure it is.
    public let code: Code
    /// What happened.
    public let message: String
    /// What to do next.
    public let advice: String?
    /// The file's name, where one is concerned.
    public let file: String?
    /// The line in that file, from 1.
    public let line: Int?
    /// The database's own error, where there is one.
    public let underlying: DatabaseError?
    /// Who held the lock that a statement waited for in vain, as far as that could be seen.
    public let blockers: [BlockingSession]

    init(
        _ code: Code, _ message: String, advice: String? = nil, file: String? = nil, line: Int? = nil,
        underlying: DatabaseError? = nil, blockers: [BlockingSession] = []
    ) {
        self.code = code
        self.message = message
        self.advice = advice
        self.file = file
        self.line = line
        self.underlying = underlying
        self.blockers = blockers
    }

    /// The exit status of a tool that ends with this error: 2 when the plan moved, 5 when another runner holds the lock,
    /// 130 when it was cancelled, else 1.
    public var exitCode: Int32 {
        switch code {
        case .planMoved: 2
        case .lockBusy: 5
        case .cancelled: 130
        default: 1
        }
    }

    /// The place, what happened, then what to do on a line of its own.
    public var description: String {
        let place = [file, line.map(String.init)].compactMap { $0 }.joined(separator: ":")
        let statement = place.isEmpty ? message : "\(place): \(message)"
        return advice.map { "\(statement)\n\($0)" } ?? statement
    }
}
