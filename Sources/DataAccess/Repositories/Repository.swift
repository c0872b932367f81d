/// The rows of a table: how they are found, stored and changed.
///
/// It holds nothing, and works in the session it is given: several calls in one session are one transaction. Reads take
/// any session that reads, writes one that writes, and a tenant's table a tenant's session; anything else does not
/// compile. Queries of one's own are extensions:
///
/// ```swift
/// extension Repository where Row == Vendor {
///     func active<R: Reads>(in session: Session<R, TenantScope>) async throws(DatabaseError) -> [Vendor] {
///         try await findAll(Vendor.where(\.isActive).order(\.name), in: session)
///     }
/// }
/// ```
public struct Repository<Row: Table>: Sendable {
    /// Makes the repository of a table.
    public init() {}
}
