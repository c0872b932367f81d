extension Schema {
    /// Writes the schema as JSON Schema 2020-12, which OpenAPI 3.1 takes.
    ///
    /// - Parameter names: gets every named schema that is met, to be written among the components.
    func write(to json: inout JSONWriter, names: inout [String: Schema]) {
        if case .named(let name, let schema) = self {
            names[name] = schema
            json.beginObject()
            json.reference("schemas", name)
            json.endObject()
            return
        }
        json.beginObject()
        writeMembers(to: &json, names: &names)
        json.endObject()
    }

    private func writeMembers(to json: inout JSONWriter, names: inout [String: Schema], orNull: Bool = false) {
        switch self {
        case .any: break
        case .boolean: json.type("boolean", orNull)
        case .integer(let range):
            json.type("integer", orNull)
            if range.lowerBound != .min { json.member("minimum") { $0.integer(range.lowerBound) } }
            if range.upperBound != .max { json.member("maximum") { $0.integer(range.upperBound) } }
        case .number(let minimum, let maximum):
            json.type("number", orNull)
            if let minimum { json.member("minimum") { $0.decimal(minimum) } }
            if let maximum { json.member("maximum") { $0.decimal(maximum) } }
        case .text(let text):
            json.type("string", orNull)
            text.writeMembers(to: &json, orNull: orNull)
        case .array(let element, let minimum, let maximum):
            json.type("array", orNull)
            json.name("items")
            element.write(to: &json, names: &names)
            if minimum > 0 { json.member("minItems") { $0.integer(minimum) } }
            if let maximum { json.member("maxItems") { $0.integer(maximum) } }
        case .object(let object):
            json.type("object", orNull)
            object.writeMembers(to: &json, names: &names)
        case .map(let value):
            json.type("object", orNull)
            json.name("additionalProperties")
            value.write(to: &json, names: &names)
        case .either(let schemas):
            json.name("anyOf")
            json.beginArray()
            for schema in schemas { schema.write(to: &json, names: &names) }
            json.endArray()
        case .nullable(.named(let name, let schema)):
            Schema.either([.named(name, schema), .null]).writeMembers(to: &json, names: &names)
        case .null: json.type("null", false)
        case .nullable(let schema): schema.writeMembers(to: &json, names: &names, orNull: true)
        case .described(let schema, let description):
            schema.writeMembers(to: &json, names: &names, orNull: orNull)
            json.member("description") { $0.string(description) }
        case .named(let name, let schema):
            names[name] = schema
            json.reference("schemas", name)
        }
    }
}

extension TextSchema {
    fileprivate func writeMembers(to json: inout JSONWriter, orNull: Bool) {
        if minimumLength > 0 { json.member("minLength") { $0.integer(minimumLength) } }
        if let maximumLength { json.member("maxLength") { $0.integer(maximumLength) } }
        if let format { json.member("format") { $0.string(format.rawValue) } }
        if let pattern { json.member("pattern") { $0.string(pattern) } }
        guard !choices.isEmpty else { return }
        json.name("enum")
        json.beginArray()
        for choice in choices { json.string(choice) }
        if orNull { json.null() }
        json.endArray()
    }
}

extension ObjectSchema {
    fileprivate func writeMembers(to json: inout JSONWriter, names: inout [String: Schema]) {
        json.name("properties")
        json.beginObject()
        for member in members {
            json.name(member.name)
            member.schema.write(to: &json, names: &names)
        }
        json.endObject()
        let required = members.filter(\.isRequired)
        if !required.isEmpty {
            json.name("required")
            json.beginArray()
            for member in required { json.string(member.name) }
            json.endArray()
        }
        json.member("additionalProperties") { $0.bool(false) }
    }
}

extension JSONWriter {
    fileprivate mutating func type(_ name: String, _ orNull: Bool) {
        self.name("type")
        guard orNull else { return string(name) }
        beginArray()
        string(name)
        string("null")
        endArray()
    }

    /// Writes a reference to a component of the specification.
    mutating func reference(_ section: String, _ name: String) {
        member("$ref") { $0.string("#/components/\(section)/\(name)") }
    }
}
