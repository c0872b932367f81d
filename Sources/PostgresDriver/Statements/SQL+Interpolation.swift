extension SQL {
    /// What may be interpolated into a statement: values, which are bound; identifiers, which are quoted; and other
    /// statements, which keep their parameters.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var sql = SQL(verbatim: "")

        /// Called by the compiler.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Called by the compiler for the text between interpolations.
        public mutating func appendLiteral(_ literal: String) {
            sql.append(text: literal)
        }

        /// Binds a value.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
            sql.append(binding: BoundValue(value))
        }

        /// Binds a value, or NULL.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            sql.append(binding: BoundValue(value))
        }

        /// Writes a checked name, quoted.
        public mutating func appendInterpolation(_ identifier: Identifier) {
            sql.append(text: identifier.quoted)
        }

        /// Inserts another statement with its parameters.
        public mutating func appendInterpolation(_ other: SQL) {
            sql.append(other)
        }
    }
}
