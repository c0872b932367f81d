/// A parameter of the query, or a header a route looks at.
struct ParameterDescription: Sendable {
    var name: String
    var schema: Schema
    var description: String
    var isRequired = false
}

/// A parameter of the query: how it is read, and what the specification says of it.
struct Parameter<Value: Sendable>: Sendable {
    let name: String
    let kind: JSONKind<Value>
    let description: String

    init(_ name: String, _ kind: JSONKind<Value>, _ description: String) {
        self.name = name
        self.kind = kind
        self.description = description
    }

    var described: ParameterDescription {
        ParameterDescription(name: name, schema: kind.schema, description: description)
    }

    /// The same of a parameter that has to be given.
    var required: ParameterDescription {
        var description = described
        description.isRequired = true
        return description
    }
}
