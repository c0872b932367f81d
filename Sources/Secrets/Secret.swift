import Crypto
import FoundationEssentials

/// A text that must not be shown: a password, a signing key.
///
/// Printing, interpolating, reflecting or dumping it gives a placeholder; it is not `Codable`. The text comes out only
/// through ``withValue(_:)`` and ``unsafeValue``, so that every use can be found by its name.
public struct Secret: Sendable {
    private let value: String

    /// Wraps `value`.
    public init(_ value: String) {
        self.value = value
    }

    /// Hands the text to `body` and returns what `body` returns; `body`'s error passes through unchanged.
    public func withValue<Result, Failure: Error>(
        _ body: (String) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(value)
    }

    /// The text itself. Must not reach a log, an error, an argument list or a URL.
    public var unsafeValue: String { value }
}

extension Secret: Equatable {
    /// Compares in a time that depends on the lengths alone: digests are compared, and those without an early exit.
    public static func == (left: Secret, right: Secret) -> Bool {
        SHA256.hash(data: Data(left.value.utf8)) == SHA256.hash(data: Data(right.value.utf8))
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private static let placeholder = "‹secret›"

    /// A placeholder, never the text.
    public var description: String { Self.placeholder }

    /// A placeholder, never the text.
    public var debugDescription: String { Self.placeholder }

    /// A mirror without children, so that `dump` finds nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
