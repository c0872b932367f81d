/// One wrong field of a body, or one wrong parameter of a query.
struct FieldError: Sendable, Equatable {
    /// The name as the client wrote it.
    var field: String
    /// What it must be instead; never the value given.
    var message: String
}
