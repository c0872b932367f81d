import Hummingbird

/// The closed set of problems this API answers with: each has one URI, one title and one status.
enum ProblemKind: String, Sendable, CaseIterable {
    case malformedRequest = "malformed-request"
    case invalidParameters = "invalid-parameters"
    case invalidFields = "invalid-fields"
    case invalidCursor = "invalid-cursor"
    case tokenMissing = "token-missing"
    case tokenInvalid = "token-invalid"
    case tokenExpired = "token-expired"
    case permissionMissing = "permission-missing"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case conflict = "conflict"
    case preconditionFailed = "precondition-failed"
    case idempotencyKeyReused = "idempotency-key-reused"
    case contentTooLarge = "content-too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case tooManyRequests = "too-many-requests"
    case httpError = "http-error"
    case internalError = "internal-error"
    case outcomeUnknown = "outcome-unknown"
    case databaseBusy = "database-busy"
    case databaseUnavailable = "database-unavailable"
    case databaseTimeout = "database-timeout"

    /// The `type` member: an identifier, not an address to open.
    var uri: String { "urn:fleet:problem:\(rawValue)" }

    var status: HTTPResponse.Status {
        switch self {
        case .malformedRequest, .invalidParameters, .httpError: .badRequest
        case .invalidFields, .invalidCursor, .idempotencyKeyReused: .unprocessableContent
        case .tokenMissing, .tokenInvalid, .tokenExpired: .unauthorized
        case .permissionMissing: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .conflict: .conflict
        case .preconditionFailed: .preconditionFailed
        case .tooManyRequests: .tooManyRequests
        case .contentTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .internalError, .outcomeUnknown: .internalServerError
        case .databaseBusy, .databaseUnavailable: .serviceUnavailable
        case .databaseTimeout: .gatewayTimeout
        }
    }

    var title: String {
        switch self {
        case .malformedRequest: "The request cannot be read"
        case .invalidParameters: "Query parameters are wrong"
        case .invalidFields: "Fields are wrong"
        case .invalidCursor: "The list has no such place"
        case .tokenMissing: "A token is needed"
        case .tokenInvalid: "The token is not valid"
        case .tokenExpired: "The token has expired"
        case .permissionMissing: "The token lacks a permission"
        case .notFound: "Not found"
        case .methodNotAllowed: "The method is not allowed here"
        case .notAcceptable: "None of the media types asked for can be given"
        case .preconditionFailed: "The resource has changed since it was read"
        case .idempotencyKeyReused: "The idempotency key belongs to another request"
        case .tooManyRequests: "Too many requests"
        case .conflict: "The change conflicts with what is stored"
        case .contentTooLarge: "The body is too large"
        case .unsupportedMediaType: "The content type is not supported"
        case .httpError: "The request was refused"
        case .internalError: "The server made a mistake"
        case .outcomeUnknown: "It is unknown whether the change was applied"
        case .databaseBusy: "The database is busy"
        case .databaseUnavailable: "The database is not available"
        case .databaseTimeout: "The database took too long"
        }
    }
}
