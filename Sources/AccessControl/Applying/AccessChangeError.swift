public import PostgresDriver

/// Why a change of roles or grants was not made, or not wholly.
public struct AccessChangeError: Error, CustomStringConvertible {
    /// What went wrong.
    public enum Code: String, Sendable {
        /// Another writer holds the lock. Safe to try again.
        case lockBusy
        /// The database moved since the plan was looked at. Nothing was done.
        case planMoved
        /// A statement failed, or the server only warned that it did nothing. All of it was rolled back.
        case statementFailed
        /// After all statements the database was still not as declared. All of it was rolled back.
        case withoutEffect
        /// Something stands against it that has to be decided first. Nothing was done.
        case refused
        /// It stopped half-way. What was done is said; running it again goes on from there.
        case incomplete
    }

    /// What went wrong.
    public let code: Code
    /// What happened.
    public let problem: String
    /// What to do next.
    public let advice: String?
    /// What the server or the connection said.
    public let underlying: DatabaseError?

    init(_ code: Code, _ problem: String, advice: String? = nil, underlying: DatabaseError? = nil) {
        self.code = code
        self.problem = problem
        self.advice = advice
        self.underlying = underlying
    }

    /// What happened and what to do next.
    public var description: String {
        [problem, underlying?.description, advice].compactMap(\.self).joined(separator: "\n")
    }
}
