import HTTPTypes
import Hummingbird

/// One method of one path: who may call it, what answers, and what the specification says of it.
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

    typealias Respond = @Sendable (Request, FleetRequestContext, Admission) async throws -> Response

    let method: HTTPRequest.Method
    /// With parameters in braces: `/api/vendors/{id}`.
    let path: String
    let access: Access
    let operation: Operation
    private let handler: Respond

    /// Answers a request, or throws why not: first who asks, then what.
    func respond(_ request: Request, _ context: FleetRequestContext, _ admission: Admission) async throws -> Response {
        try await handler(request, context, admission)
    }
}

extension Route {
    /// A route that never looks at a token.
    static func open(
        _ method: HTTPRequest.Method, _ path: String, _ operation: Operation,
        _ handler: @escaping @Sendable (Request, FleetRequestContext) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, access: .anybody, operation: operation) { request, context, _ in
            try operation.check(request)
            return try await handler(request, context)
        }
    }

    /// A route whose handler is given an identity when the token is valid, and nil when there is none or a wrong one.
    static func optional(
        _ method: HTTPRequest.Method, _ path: String, _ operation: Operation,
        _ handler: @escaping @Sendable (Request, FleetRequestContext, Identity?) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, access: .optionalToken, operation: operation) { request, context, admission in
            try operation.check(request)
            return try await handler(request, context, try? await admission.authenticator.identity(of: request))
        }
    }

    /// A route for bearers of a token with `permission`.
    static func requiring(
        _ permission: Permission, _ method: HTTPRequest.Method, _ path: String, _ operation: Operation,
        _ handler: @escaping @Sendable (Request, FleetRequestContext, Identity) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, access: .requires(permission), operation: operation) {
            request, context, admission in
            let (identity, allowance) = try await admission.admit(request)
            try identity.require(permission)
            try operation.check(request)
            var response = try await handler(request, context, identity)
            allowance?.write(to: &response.headers)
            return response
        }
    }
}
