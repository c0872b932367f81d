import HTTPTypes
import Hummingbird

extension Problem {
    /// No route has this path, or no row that this tenant can see has this id: the two are not told apart.
    static func notFound(_ detail: String) -> Problem { Problem(.notFound, detail: detail) }

    static let noResource = notFound("Nothing of this tenant has this id.")

    static func methodNotAllowed(_ method: HTTPRequest.Method, allowed: [HTTPRequest.Method]) -> Problem {
        let allow = allowed.map(\.rawValue).joined(separator: ", ")
        return Problem(
            .methodNotAllowed, detail: "This path does not answer \(method.rawValue); it answers \(allow).",
            headers: [.allow: allow])
    }

    static func notAcceptable(_ media: String) -> Problem {
        Problem(.notAcceptable, detail: "This path answers with \(media) alone; leave Accept out, or let it in.")
    }

    static let preconditionFailed = Problem(
        .preconditionFailed,
        detail: "If-Match names another version than the present one. Read the resource again, then decide anew.")

    static let idempotencyKeyReused = Problem(
        .idempotencyKeyReused,
        detail:
            "This Idempotency-Key was used for a request with another path or body. Use a new key for a new request.")

    static func tooManyRequests(after: Duration, _ allowance: RateLimitAllowance) -> Problem {
        var headers: HTTPFields = [.retryAfter: String(after.wholeSeconds)]
        allowance.write(to: &headers)
        return Problem(
            .tooManyRequests,
            detail: "At most \(allowance.limit) requests a minute. Send the request again after Retry-After seconds.",
            headers: headers)
    }

    static func contentTooLarge(limit: Int) -> Problem {
        Problem(.contentTooLarge, detail: "The body may be at most \(limit) bytes long.")
    }

    static func unsupportedMediaType(_ expected: String) -> Problem {
        Problem(
            .unsupportedMediaType, detail: "Send the body as \(expected), with that Content-Type.",
            headers: [.accept: expected])
    }

    static func invalidParameters(_ errors: [FieldError]) -> Problem {
        Problem(.invalidParameters, detail: "See errors: each names one parameter of the query.", errors: errors)
    }

    static func invalidFields(_ errors: [FieldError]) -> Problem {
        Problem(.invalidFields, detail: "See errors: each names one field of the body.", errors: errors)
    }

    static func malformedBody(_ detail: String) -> Problem { Problem(.malformedRequest, detail: detail) }

    static let internalError = Problem(
        .internalError, detail: "The request could not be answered. The server's log says why, under this request_id.")
}
