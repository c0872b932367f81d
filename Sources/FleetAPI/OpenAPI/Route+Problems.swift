import HTTPTypes

extension Route {
    /// Every problem this route may answer with.
    var problems: Set<ProblemKind> {
        var kinds = operation.problems
        // A name no query of this route has, a type nobody can be given, and our own mistakes.
        kinds.formUnion([.invalidParameters, .httpError, .notAcceptable, .internalError])
        if case .requires = access {
            kinds.formUnion([
                .tokenMissing, .tokenInvalid, .tokenExpired, .permissionMissing, .tooManyRequests, .databaseBusy,
                .databaseUnavailable, .databaseTimeout,
            ])
            if method != .get { kinds.insert(.outcomeUnknown) }
        }
        if operation.body != nil {
            kinds.formUnion([.malformedRequest, .invalidFields, .contentTooLarge, .unsupportedMediaType])
        }
        return kinds
    }

    /// The names of the path's parameters, in order.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}
