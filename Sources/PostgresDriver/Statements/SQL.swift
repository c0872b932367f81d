/// A statement with its parameters. Interpolated values are bound, never pasted:
///
/// ```swift
/// try await connection.query("SELECT name FROM vendors WHERE id = \(id)")   // … WHERE id = $1
/// ```
public struct SQL: ExpressibleByStringInterpolation, Hashable, Sendable {
    /// The text as the server gets it, with `$1`, `$2` … in place of the values. It holds no value.
    public private(set) var text: String
    /// All values, each with a NUL behind it, by which libpq finds the end of a value in text form.
    @usableFromInline private(set) var values: [UInt8] = []
    private(set) var parameters: [Parameter] = []
    /// Whether a connection has the server keep it prepared; a stream always does.
    private(set) var isKeptPrepared = true

    /// A statement written in the source, without parameters.
    public init(stringLiteral value: String) {
        text = value
    }

    /// A statement written in the source, with its interpolations.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// A statement whose text comes from a file of this project or from a constant.
    ///
    /// Never from input: what stands in `text` is run as it is. It takes no parameters.
    public init(verbatim text: String) {
        self.text = text
    }

    /// This statement with another value for its first parameter, which is to be its only one. The text is shared rather
    /// than made again.
    package func binding<Value: PostgresEncodable>(_ value: Value) -> SQL {
        guard let placeholder = parameters.first?.placeholder else { return self }
        var sql = SQL(verbatim: text)
        value.encode(into: &sql.values)
        let (type, bytes) = (Value.postgresType, 0..<sql.values.count)
        sql.values.append(0)
        sql.parameters = [Parameter(type: type.oid, format: type.format, bytes: bytes, placeholder: placeholder)]
        return sql
    }

    /// This statement as one that comes but once, so that the server parses it and forgets it.
    package var runOnce: SQL {
        var sql = self
        sql.isKeptPrepared = false
        return sql
    }

    /// How many parameters the statement has.
    public var parameterCount: Int { parameters.count }

    mutating func reserve(text: Int, parameters: Int) {
        self.text.reserveCapacity(text)
        self.parameters.reserveCapacity(parameters)
        // Most values are numbers, keys and short names.
        values.reserveCapacity(24 * parameters)
    }

    @usableFromInline
    mutating func append(text: String) {
        self.text += text
    }

    @inlinable
    mutating func append<Value: PostgresEncodable>(value: Value?) {
        let start = values.count
        value?.encode(into: &values)
        append(Value.postgresType, start: start, isNull: value == nil)
    }

    /// Adds the parameter whose value stands at the end of the values since a start.
    @usableFromInline
    mutating func append(_ type: PostgresType, start: Int, isNull: Bool) {
        let bytes = isNull ? nil : start..<values.count
        values.append(0)
        append(type: type.oid, format: type.format, bytes: bytes)
    }

    /// Adds another statement, whose parameters get the numbers after this one's.
    mutating func append(_ other: SQL) {
        let shift = values.count
        var copied = other.text.startIndex
        for (index, parameter) in other.parameters.enumerated() {
            let placeholder = other.text.utf8.index(other.text.startIndex, offsetBy: parameter.placeholder)
            text += other.text[copied..<placeholder]
            copied = other.text.utf8.index(placeholder, offsetBy: 1 + String(index + 1).utf8.count)
            append(
                type: parameter.type, format: parameter.format,
                bytes: parameter.bytes.map { ($0.lowerBound + shift)..<($0.upperBound + shift) })
        }
        text += other.text[copied...]
        values += other.values
    }

    private mutating func append(type: UInt32, format: PostgresType.Format, bytes: Range<Int>?) {
        parameters.append(Parameter(type: type, format: format, bytes: bytes, placeholder: text.utf8.count))
        text += "$"
        text += String(parameters.count)
    }
}
