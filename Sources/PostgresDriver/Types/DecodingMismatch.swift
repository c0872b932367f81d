/// The value is not what the decoder reads.
public struct DecodingMismatch: Error, Hashable, Sendable {
    /// What would have been accepted, such as `"int2, int4 or int8"`. It holds no value.
    public let expected: String

    /// Says what would have been accepted.
    public init(expected: String) {
        self.expected = expected
    }
}
