import Hummingbird

/// What a client is told when a request is not answered as asked (RFC 9457). Says nothing of SQL, of values or of the
/// server's own words.
struct Problem: Error, Sendable, Equatable {
    var kind: ProblemKind
    var detail: String
    var sqlState: String?
    /// The constraint a statement broke, by its name in the schema.
    var constraint: String?
    var errors: [FieldError]
    var headers: HTTPFields

    init(
        _ kind: ProblemKind, detail: String, sqlState: String? = nil, constraint: String? = nil,
        errors: [FieldError] = [], headers: HTTPFields = [:]
    ) {
        self.kind = kind
        self.detail = detail
        self.sqlState = sqlState
        self.constraint = constraint
        self.errors = errors
        self.headers = headers
    }

    var status: HTTPResponse.Status { kind.status }
}
