import Foundation
import HTTPTypes

/// Names one request in the answer and in the logs.
struct RequestIdentifier: Sendable, Hashable, CustomStringConvertible {
    // Unwrapped: the text is a constant, and a valid name.
    static let header = HTTPField.Name("X-Request-ID")!
    static let maximumLength = 128

    let description: String

    /// Takes a caller's own identifier when it is sane: 1 to 128 letters, digits, `.`, `_`, `-` (nothing that could
    /// break a log line), else nil.
    init?(inbound: String) {
        let allowed = inbound.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard allowed, (1...Self.maximumLength).contains(inbound.utf8.count) else { return nil }
        description = inbound
    }

    private init(_ description: String) { self.description = description }

    static func made() -> RequestIdentifier { RequestIdentifier(UUID().uuidString.lowercased()) }
}
