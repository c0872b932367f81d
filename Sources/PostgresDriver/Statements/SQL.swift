/// A statement with its parameters. Interpolated values are bound, never pasted:
///
/// ```swift
/// try await connection.query("SELECT name FROM vendors WHERE id = \(id)")   // … WHERE id = $1
/// ```
public struct SQL: ExpressibleByStringInterpolation, Hashable, Sendable {
    /// The text between the parameters; always one more than there are parameters.
    private(set) var segments: [String]
    private(set) var bindings: [BoundValue]

    /// A statement written in the source, without parameters.
    public init(stringLiteral value: String) {
        segments = [value]
        bindings = []
    }

    /// A statement written in the source, with its interpolations.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// A statement whose text comes from a file of this project or from a constant.
    ///
    /// Never from input: what stands in `text` is run as it is. It takes no parameters.
    public init(verbatim text: String) {
        segments = [text]
        bindings = []
    }

    /// The text as the server gets it, with `$1`, `$2` … in place of the values. It holds no value.
    public var text: String {
        guard segments.count > 1 else { return segments[0] }
        return segments.indices.dropFirst().reduce(into: segments[0]) { text, index in
            text += "$\(index)\(segments[index])"
        }
    }

    /// How many parameters the statement has.
    public var parameterCount: Int { bindings.count }

    mutating func append(text: String) {
        segments[segments.count - 1] += text
    }

    mutating func append(binding: BoundValue) {
        bindings.append(binding)
        segments.append("")
    }

    mutating func append(_ other: SQL) {
        append(text: other.segments[0])
        for (binding, segment) in zip(other.bindings, other.segments.dropFirst()) {
            append(binding: binding)
            append(text: segment)
        }
    }
}
