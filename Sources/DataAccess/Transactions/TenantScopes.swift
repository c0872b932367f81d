import PostgresDriver
import Synchronization

/// The scopes of tenants seen lately: making one anew for each read would be a twentieth of the read.
final class TenantScopes: Sendable {
    private let capacity: Int
    private let scopes = Mutex<[TenantID: TransactionScope]>([:])

    /// - Parameter capacity: How many are kept; when one more comes all are forgotten.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// How many are kept.
    var count: Int { scopes.withLock { $0.count } }

    /// The scope of a tenant, made by `make` when it is not known.
    func scope(of tenant: TenantID, _ make: () -> TransactionScope) -> TransactionScope {
        scopes.withLock { scopes in
            if let known = scopes[tenant] { return known }
            if scopes.count >= capacity { scopes.removeAll(keepingCapacity: true) }
            let scope = make()
            scopes[tenant] = scope
            return scope
        }
    }
}
