extension SQL {
    /// What may be interpolated into a statement: values, which are bound; identifiers, which are quoted; and other
    /// statements, which keep their parameters.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        @usableFromInline var sql = SQL(verbatim: "")

        /// Called by the compiler.
        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.reserve(text: literalCapacity + 3 * interpolationCount, parameters: interpolationCount)
        }

        /// Called by the compiler for the text between interpolations.
        public mutating func appendLiteral(_ literal: String) {
            sql.append(text: literal)
        }

        /// Binds a value.
        @inlinable
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
            sql.append(value: value)
        }

        /// Binds a value, or NULL.
        @inlinable
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            sql.append(value: value)
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
