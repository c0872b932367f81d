public import PostgresDriver

extension Repository {
    /// Stores many rows. They are part of the session's transaction: all of them are there in the end, or none.
    ///
    /// - Parameters:
    ///   - drafts: The rows; any number.
    ///   - session: Whose transaction they are part of.
    /// - Returns: How many rows the server has stored: fewer than there were where a trigger leaves some out.
    /// - Throws: As ``Session/insert(_:into:)-(Row.Draft,_)``.
    @discardableResult
    public func createMany<R: Writes>(
        _ drafts: [Row.Draft], in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> Int {
        try await session.store(drafts, into: Row.self)
    }

    /// Stores many rows and gives them back, in the drafts' order. It takes longer than ``createMany(_:in:)`` by the way
    /// back.
    ///
    /// - Parameters:
    ///   - drafts: The rows; any number.
    ///   - session: Whose transaction they are part of.
    /// - Returns: The rows as they are stored.
    /// - Throws: As ``Session/insert(_:into:)-([Row.Draft],_)``.
    public func createMany<R: Writes>(
        returning drafts: [Row.Draft], in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> [Row] {
        try await session.insert(drafts, into: Row.self)
    }
}
