/// One member of a resource's JSON: how it is answered from a row, how it is read into what a client sends, and what the
/// specification says of it.
struct Field<Row, Input>: Sendable {
    let name: String
    /// In an answer; nil when it is never answered.
    let answer: (schema: Schema, write: @Sendable (Row, inout JSONWriter) -> Void)?
    /// In a body.
    let input: FieldInput<Input>

    /// A field the server alone writes. It may come back as it was sent, and is then ignored.
    static func readOnly<Value>(
        _ name: String, _ kind: JSONKind<Value>, _ value: @escaping @Sendable (Row) -> Value
    ) -> Field {
        Field(name: name, answer: (kind.schema, { kind.write(value($0), &$1) }), input: .ignored)
    }

    /// A field that has to be given.
    static func required<Value>(
        _ name: String, _ kind: JSONKind<Value>, _ value: @escaping @Sendable (Row) -> Value,
        _ path: any WritableKeyPath<Input, Value> & Sendable
    ) -> Field {
        Field(
            name: name, answer: (kind.schema, { kind.write(value($0), &$1) }), input: .required(name, kind, path))
    }

    /// A field that may be absent or null, which is one and the same, and is answered as null then.
    static func optional<Value>(
        _ name: String, _ kind: JSONKind<Value>, _ value: @escaping @Sendable (Row) -> Value?,
        _ path: any WritableKeyPath<Input, Value?> & Sendable
    ) -> Field {
        let orNull = kind.orNull
        return Field(
            name: name, answer: (orNull.schema, { orNull.write(value($0), &$1) }), input: .optional(name, orNull, path))
    }

    /// A field that has a value of its own when it is absent or null: the one in the input as it begins.
    static func defaulted<Value>(
        _ name: String, _ kind: JSONKind<Value>, _ value: @escaping @Sendable (Row) -> Value,
        _ path: any WritableKeyPath<Input, Value> & Sendable
    ) -> Field {
        Field(
            name: name, answer: (kind.schema, { kind.write(value($0), &$1) }), input: .defaulted(name, kind, path))
    }

    /// The same for a table's draft, in which nil stands for the server's own default.
    static func defaulted<Value>(
        _ name: String, _ kind: JSONKind<Value>, _ value: @escaping @Sendable (Row) -> Value,
        _ path: any WritableKeyPath<Input, Value?> & Sendable
    ) -> Field {
        Field(
            name: name, answer: (kind.schema, { kind.write(value($0), &$1) }), input: .defaulted(name, kind, path))
    }

    /// The same for a field of which a client may send some values alone.
    static func defaulted<Value>(
        _ name: String, _ kind: JSONKind<Value>, sent: JSONKind<Value>, _ value: @escaping @Sendable (Row) -> Value,
        _ path: any WritableKeyPath<Input, Value?> & Sendable
    ) -> Field {
        Field(
            name: name, answer: (kind.schema, { kind.write(value($0), &$1) }), input: .defaulted(name, sent, path))
    }
}

extension Field where Row == Void {
    /// A field of a body that is no resource.
    static func required<Value>(
        _ name: String, _ kind: JSONKind<Value>, _ path: any WritableKeyPath<Input, Value> & Sendable
    ) -> Field {
        Field(name: name, answer: nil, input: .required(name, kind, path))
    }

    /// A field of a body that is no resource, nil when it is absent or null.
    static func optional<Value>(
        _ name: String, _ kind: JSONKind<Value>, _ path: any WritableKeyPath<Input, Value?> & Sendable
    ) -> Field {
        Field(name: name, answer: nil, input: .optional(name, kind.orNull, path))
    }

    /// A field of a body that is no resource, left as the input begins when it is absent or null.
    static func defaulted<Value>(
        _ name: String, _ kind: JSONKind<Value>, _ path: any WritableKeyPath<Input, Value> & Sendable
    ) -> Field {
        Field(name: name, answer: nil, input: .defaulted(name, kind, path))
    }
}
