/// The name of one of the role-separated pools.
public enum PoolName: String, Sendable, Hashable, Codable, CaseIterable, CodingKeyRepresentable {
    /// The database's owner, for `administer`.
    case admin
    /// Reads and writes of the application.
    case webapp
    /// Reads of the application.
    case readonly
    /// Reads across all tenants, of jobs and of sign-in, for ``Database/acrossTenants(reason:options:_:fileID:line:)``.
    case acrossTenants = "across_tenants"
}

extension PoolName: CustomStringConvertible {
    /// The name as it appears in health reports, logs and metrics.
    public var description: String { rawValue }
}

extension PoolName {
    /// How long a transaction of this pool may take unless it says otherwise: 5 s, except for the owner's work.
    var transactionTimeout: Duration? { self == .admin ? nil : .seconds(5) }
}

extension PoolName {
    /// Whether its sessions may write.
    var writes: Bool {
        switch self {
        case .admin, .webapp: true
        case .readonly, .acrossTenants: false
        }
    }
}
