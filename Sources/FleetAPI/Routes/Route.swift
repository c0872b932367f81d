import HTTPTypes
import Hummingbird

/// One method of one path: who may call it, and what answers.
struct Route: Sendable {
    /// What a request may do before its handler runs.
    enum Access: Sendable, Equatable {
        /// Anybody.
        case anybody
        /// Anybody; whoever has a valid token is shown more.
        case optionalToken
        /// Bearers of a token with this permission.
        case requires(Permission)
    }

    typealias Respond = @Sendable (Request, FleetRequestContext, Authenticator) async throws -> Response

    let method: HTTPRequest.Method
    /// With parameters in braces: `/api/vendors/{id}`.
    let path: String
    let access: Access
    let respond: Respond
}

extension Route {
    /// A route that never looks at a token.
    static func open(
        _ method: HTTPRequest.Method, _ path: String,
        _ handler: @escaping @Sendable (Request, FleetRequestContext) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, access: .anybody) { request, context, _ in
            try await handler(request, context)
        }
    }

    /// A route whose handler is given an identity when the token is valid, and nil when there is none or a wrong one.
    static func optional(
        _ method: HTTPRequest.Method, _ path: String,
        _ handler: @escaping @Sendable (Request, FleetRequestContext, Identity?) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, access: .optionalToken) { request, context, authenticator in
            try await handler(request, context, try? await authenticator.identity(of: request))
        }
    }

    /// A route for bearers of a token with `permission`.
    static func requiring(
        _ permission: Permission, _ method: HTTPRequest.Method, _ path: String,
        _ handler: @escaping @Sendable (Request, FleetRequestContext, Identity) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, access: .requires(permission)) { request, context, authenticator in
            let identity = try await authenticator.identity(of: request)
            try identity.require(permission)
            return try await handler(request, context, identity)
        }
    }
}
