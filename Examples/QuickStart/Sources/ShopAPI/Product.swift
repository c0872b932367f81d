import DataAccessMacros
import Foundation

/// What a shop sells.
@Table("products", scope: .tenant)
struct Product: Encodable {
    @Column(.primaryKey, .generated) let id: Product.ID
    var name: String
    var priceInCents: Int
    @Column(.version) let version: Int
}

extension Repository where Row == Product {
    /// Products that cost no more than so much, the cheapest first.
    func cheap<R: Reads>(
        atMost cents: Int, in session: Session<R, TenantScope>
    ) async throws(DatabaseError) -> [Product] {
        try await session.fetch(Product.where { $0.priceInCents <= cents }.order { $0.priceInCents.ascending })
    }
}
