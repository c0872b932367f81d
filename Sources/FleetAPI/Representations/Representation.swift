/// How something is written as a JSON object and read from one: one list of fields that validates bodies, writes answers
/// and stands in the specification.
///
/// `Row` is what is answered, `Input` what a body is read into: `Void` where there is no such thing.
struct Representation<Row: Sendable, Input: Sendable>: Sendable {
    /// In the specification's components; the input's schema is `<name>Input`.
    let name: String
    let fields: [Field<Row, Input>]
    /// What a body is read into: its values stand for what may be absent.
    private let beginning: Input

    /// - Parameter beginning: what required fields have here never stays.
    init(_ name: String, from beginning: Input, _ fields: [Field<Row, Input>]) {
        self.name = name
        self.beginning = beginning
        self.fields = fields
    }

    /// The schema of an answer.
    var schema: Schema {
        .named(
            name,
            .object(
                ObjectSchema(
                    members: fields.compactMap { field in
                        field.answer.map { .init(name: field.name, schema: $0.schema, isRequired: true) }
                    })))
    }

    /// The schema of a body.
    var inputSchema: Schema {
        .object(
            ObjectSchema(
                members: fields.map {
                    .init(name: $0.name, schema: $0.input.schema, isRequired: $0.input.isRequired)
                }))
    }

    /// Writes every field, null where there is no value, so that what a client got it can send back.
    func write(_ row: Row, to json: inout JSONWriter) {
        json.beginObject()
        for field in fields {
            guard let answer = field.answer else { continue }
            json.name(field.name)
            answer.write(row, &json)
        }
        json.endObject()
    }

    /// Reads a body: what is absent or null becomes null or its default, as PUT's replacement demands.
    ///
    /// - Throws: a 422 that lists every wrong field and every field nobody knows: one that was misspelt would otherwise
    ///   be lost without a word.
    func read(_ body: JSONBody) throws(Problem) -> Input {
        var errors = FieldErrors()
        let input = read(body.fields, &errors)
        guard errors.isEmpty else { throw .invalidFields(errors.all) }
        return input
    }

    /// Reads an object; what comes back counts only when there is no error.
    func read(_ members: [String: JSONValue], _ errors: inout FieldErrors) -> Input {
        var input = beginning
        for field in fields { field.input.read(members[field.name], &input, &errors) }
        let known = Set(fields.map(\.name))
        for name in members.keys.sorted() where !known.contains(name) {
            errors.at(String(name.prefix(64))) { $0.refuse("is not a field of this resource") }
        }
        return input
    }
}

extension Representation where Input == Void {
    /// Of what is only answered.
    init(_ name: String, _ fields: [Field<Row, Void>]) { self.init(name, from: (), fields) }
}
