/// One kind of JSON value for one Swift type: how it is read, how it is written, and its schema.
struct JSONKind<Value: Sendable>: Sendable {
    let schema: Schema
    /// nil, after telling why, when the value does not fit.
    let read: @Sendable (JSONValue, inout FieldErrors) -> Value?
    let write: @Sendable (Value, inout JSONWriter) -> Void
}

extension JSONKind {
    /// The same, with a sentence in the specification.
    func described(_ description: String) -> JSONKind {
        JSONKind(schema: .described(schema, description), read: read, write: write)
    }

    /// The value, or null for nil.
    var orNull: JSONKind<Value?> {
        JSONKind<Value?>(
            schema: .nullable(schema),
            read: { json, errors in json == .null ? .some(nil) : read(json, &errors).map(Optional.some) },
            write: { value, writer in
                if let value { write(value, &writer) } else { writer.null() }
            })
    }

    /// The kind of a type that wraps this one's: an identifier of its own for each table.
    func wrapped<Wrapper: RawRepresentable<Value> & Sendable>(as type: Wrapper.Type) -> JSONKind<Wrapper> {
        JSONKind<Wrapper>(
            schema: schema, read: { json, errors in read(json, &errors).flatMap(Wrapper.init(rawValue:)) },
            write: { write($0.rawValue, &$1) })
    }
}
