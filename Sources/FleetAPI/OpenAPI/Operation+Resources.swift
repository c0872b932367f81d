import HTTPTypes

/// The operations every resource has.
extension Operation {
    /// One resource by its id, with its version as ETag.
    static func find<Row, Input>(
        _ id: String, _ summary: String, _ resource: Representation<Row, Input>
    ) -> Operation {
        var operation = Operation(
            id, summary,
            answers: [
                AnswerDescription(
                    status: .ok, description: "The resource.", schema: .single(resource.schema), headers: [.entityTag]),
                AnswerDescription(
                    status: .notModified, description: "The version named in If-None-Match is the present one.",
                    headers: [.entityTag]),
            ])
        operation.headers = [.ifNoneMatch]
        operation.problems = [.notFound]
        return operation
    }

    /// Resources by numbered pages or by cursor.
    static func sliceableList<Row, Input>(
        _ id: String, _ summary: String, _ resource: Representation<Row, Input>
    ) -> Operation {
        var operation = Operation(
            id, summary,
            answers: [
                AnswerDescription(
                    status: .ok, description: "A page, or with after what comes next.",
                    schema: .either([.page(resource.schema), .slice(resource.schema)]), headers: [.link])
            ])
        operation.query = [PageRequest.page.described, ListPosition.after.described, PageRequest.limit.described]
        operation.problems = [.invalidCursor]
        return operation
    }

    /// A new resource, made once for each Idempotency-Key.
    static func create<Row, Input>(
        _ id: String, _ summary: String, _ resource: Representation<Row, Input>
    ) -> Operation {
        var operation = Operation(
            id, summary,
            answers: [
                AnswerDescription(
                    status: .created, description: "The resource as it is stored.", schema: .single(resource.schema),
                    headers: [.location, .entityTag, .replayed])
            ])
        operation.headers = [.idempotencyKey]
        operation.body = resource.namedInputSchema
        operation.problems = [.conflict, .idempotencyKeyReused]
        return operation
    }

    /// New resources, all or none, made once for each Idempotency-Key.
    static func createMany<Row, Input, Body>(
        _ id: String, _ summary: String, _ body: Representation<Void, Body>, _ resource: Representation<Row, Input>
    ) -> Operation {
        var operation = Operation(
            id, summary,
            answers: [
                AnswerDescription(
                    status: .created, description: "The resources as they are stored, in their order.",
                    schema: .list(resource.schema), headers: [.replayed])
            ])
        operation.headers = [.idempotencyKey]
        operation.body = body.namedInputSchema
        operation.problems = [.conflict, .idempotencyKeyReused]
        return operation
    }

    /// A resource with all its fields replaced.
    static func replace<Row, Input>(
        _ id: String, _ summary: String, _ resource: Representation<Row, Input>
    ) -> Operation {
        var operation = update(id, summary, resource)
        operation.body = resource.namedInputSchema
        return operation
    }

    /// A resource changed without a body.
    static func update<Row, Input>(
        _ id: String, _ summary: String, _ resource: Representation<Row, Input>
    ) -> Operation {
        var operation = Operation(
            id, summary,
            answers: [
                AnswerDescription(
                    status: .ok, description: "The resource as it is stored.", schema: .single(resource.schema),
                    headers: [.entityTag])
            ])
        operation.headers = [.ifMatch]
        operation.problems = [.notFound, .conflict, .preconditionFailed]
        return operation
    }

    /// A resource taken away.
    static func delete(_ id: String, _ summary: String) -> Operation {
        var operation = Operation(
            id, summary, answers: [AnswerDescription(status: .noContent, description: "It is gone.")])
        operation.headers = [.ifMatch]
        operation.problems = [.notFound, .conflict, .preconditionFailed]
        return operation
    }
}

extension ParameterDescription {
    static let ifMatch = ParameterDescription(
        name: "If-Match", schema: .text(TextSchema()),
        description: "The ETag the resource must still have; else 412 and nothing is changed. Without it the last "
            + "writer wins.")
    static let ifNoneMatch = ParameterDescription(
        name: "If-None-Match", schema: .text(TextSchema()),
        description: "An ETag the client has: 304 without a body when it is the present one.")
}

extension Representation {
    /// The schema of a body, under a name of its own.
    var namedInputSchema: Schema { .named(name + "Input", inputSchema) }
}

extension Schema {
    /// `{"data":[…]}`
    static func list(_ resource: Schema) -> Schema {
        .object(ObjectSchema(["data": .array(of: resource, minimum: 0, maximum: nil)]))
    }

    /// `{"data":[…],"slice":{…}}`
    static func slice(_ resource: Schema) -> Schema {
        .object(
            ObjectSchema([
                "data": .array(of: resource, minimum: 0, maximum: PageRequest.limits.upperBound),
                "slice": Slice.representation.schema,
            ]))
    }

    /// `{"data":{…}}`
    static func single(_ resource: Schema) -> Schema { .object(ObjectSchema(["data": resource])) }

    /// `{"data":[…],"pagination":{…}}`
    static func page(_ resource: Schema) -> Schema {
        .object(
            ObjectSchema([
                "data": .array(of: resource, minimum: 0, maximum: PageRequest.limits.upperBound),
                "pagination": Pagination.schema,
            ]))
    }
}
