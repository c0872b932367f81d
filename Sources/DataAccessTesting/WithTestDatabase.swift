/// Runs a test with a fresh database on the shared server; the database is dropped afterwards.
///
/// ```swift
/// @Test func countsVendors() async throws {
///     try await withTestDatabase { database in
///         try await database.withConnection { connection in
///             _ = try await connection.query("CREATE TABLE vendors (name text)")
///         }
///     }
/// }
/// ```
///
/// - Parameters:
///   - template: What the database holds at first; `nil` is nothing.
///   - body: The test.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws; otherwise ``SessionLeak`` when it left sessions open, or an error of the server's.
@discardableResult
public func withTestDatabase<R>(
    from template: DatabaseTemplate? = nil, _ body: (TestDatabase) async throws -> R
) async throws -> R {
    try await TestServer.shared.withDatabase(from: template, body)
}
