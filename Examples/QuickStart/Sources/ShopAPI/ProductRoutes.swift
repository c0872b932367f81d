import DataAccessMacros
import Foundation
import Hummingbird

/// A tenant's products over HTTP.
struct ProductRoutes {
    /// What a client sends to make a product.
    struct NewProduct: Decodable {
        var name: String
        var priceInCents: Int
    }

    let database: Database
    let products = Repository<Product>()

    func add(to router: Router<BasicRequestContext>) {
        router.get("/products") { request, _ in
            let cents = request.uri.queryParameters.get("at_most", as: Int.self) ?? .max
            return try await database.read(for: tenant(of: request)) { session in
                try await products.cheap(atMost: cents, in: session)
            }
        }
        router.post("/products") { request, context in
            let new = try await request.decode(as: NewProduct.self, context: context)
            let made = try await database.write(for: tenant(of: request)) { session in
                try await products.create(.init(name: new.name, priceInCents: new.priceInCents), in: session)
            }
            return EditedResponse(status: .created, response: made)
        }
    }

    /// Whose request it is. A service that is to be used takes it from a token that it has verified, as the fleet API does.
    private func tenant(of request: Request) throws -> TenantID {
        guard let text = request.headers[.init("X-Tenant")!], let id = UUID(uuidString: text) else {
            throw HTTPError(.unauthorized, message: "say whose products in X-Tenant")
        }
        return TenantID(id)
    }
}

extension Product: ResponseEncodable {}
