import HTTPTypes

extension Problem {
    /// 401 when a request carries no token at all (RFC 6750: the challenge then names no error).
    static let tokenMissing = Problem(
        .tokenMissing, detail: "Send a token: Authorization: Bearer followed by a JWT.",
        headers: [.wwwAuthenticate: "Bearer realm=\"fleet\""])

    static func tokenInvalid(_ detail: String) -> Problem {
        Problem(.tokenInvalid, detail: detail, headers: [.wwwAuthenticate: challenge("The token is not valid")])
    }

    static let tokenExpired = Problem(
        .tokenExpired, detail: "The token has expired: get a new one and send the request again.",
        headers: [.wwwAuthenticate: challenge("The token has expired")])

    static func permissionMissing(_ permission: Permission) -> Problem {
        Problem(
            .permissionMissing,
            detail: "This needs the permission \(permission.rawValue), which the token does not hold.",
            headers: [
                .wwwAuthenticate:
                    "Bearer realm=\"fleet\", error=\"insufficient_scope\", scope=\"\(permission.rawValue)\""
            ])
    }

    private static func challenge(_ description: String) -> String {
        "Bearer realm=\"fleet\", error=\"invalid_token\", error_description=\"\(description)\""
    }
}
