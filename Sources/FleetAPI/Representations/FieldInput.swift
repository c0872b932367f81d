/// How a member of a body is read.
struct FieldInput<Input>: Sendable {
    let schema: Schema
    let isRequired: Bool
    /// - Parameter value: nil when the member is absent.
    let read: @Sendable (_ value: JSONValue?, inout Input, inout FieldErrors) -> Void

    /// Whatever it is, it is not looked at.
    static var ignored: FieldInput {
        FieldInput(schema: .described(.any, "Ignored: the server alone writes it."), isRequired: false) { _, _, _ in }
    }

    static func required<Value>(
        _ name: String, _ kind: JSONKind<Value>, _ path: any WritableKeyPath<Input, Value> & Sendable
    ) -> FieldInput {
        FieldInput(schema: kind.schema, isRequired: true) { json, input, errors in
            errors.at(name) { errors in
                guard let json, json != .null else { return errors.refuse("is required") }
                if let value = kind.read(json, &errors) { input[keyPath: path] = value }
            }
        }
    }

    static func optional<Value>(
        _ name: String, _ orNull: JSONKind<Value?>, _ path: any WritableKeyPath<Input, Value?> & Sendable
    ) -> FieldInput {
        FieldInput(schema: orNull.schema, isRequired: false) { json, input, errors in
            errors.at(name) { errors in
                if let json, let value = orNull.read(json, &errors) { input[keyPath: path] = value }
            }
        }
    }

    static func defaulted<Value>(
        _ name: String, _ kind: JSONKind<Value>, _ path: any WritableKeyPath<Input, Value> & Sendable
    ) -> FieldInput {
        defaulted(name, kind) { $0[keyPath: path] = $1 }
    }

    static func defaulted<Value>(
        _ name: String, _ kind: JSONKind<Value>, _ path: any WritableKeyPath<Input, Value?> & Sendable
    ) -> FieldInput {
        defaulted(name, kind) { $0[keyPath: path] = $1 }
    }

    private static func defaulted<Value>(
        _ name: String, _ kind: JSONKind<Value>, set: @escaping @Sendable (inout Input, Value) -> Void
    ) -> FieldInput {
        FieldInput(schema: .nullable(kind.schema), isRequired: false) { json, input, errors in
            errors.at(name) { errors in
                guard let json, json != .null else { return }
                if let value = kind.read(json, &errors) { set(&input, value) }
            }
        }
    }
}
