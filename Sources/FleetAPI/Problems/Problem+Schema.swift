extension Problem {
    /// A problem of one of `kinds`, which all have the same status.
    static func schema(_ kinds: [ProblemKind]) -> Schema {
        .object(
            ObjectSchema(members: [
                member("type", .choice(kinds.map(\.uri))), member("title", .choice(kinds.map(\.title))),
                member("status", .integer(100...599)), member("detail", .text(TextSchema())),
                member("instance", .described(.text(TextSchema()), "The path, without its query.")),
                member("request_id", .described(.text(TextSchema()), "The same as in X-Request-ID and in the logs.")),
                member("sqlstate", .text(5...5), isRequired: false),
                member("constraint", .text(TextSchema()), isRequired: false),
                member("errors", .array(of: fieldError, minimum: 1, maximum: nil), isRequired: false),
            ]))
    }

    private static let fieldError = Schema.named(
        "FieldError", .object(ObjectSchema(["field": .text(TextSchema()), "message": .text(TextSchema())])))

    private static func member(_ name: String, _ schema: Schema, isRequired: Bool = true) -> ObjectSchema.Member {
        ObjectSchema.Member(name: name, schema: schema, isRequired: isRequired)
    }
}
