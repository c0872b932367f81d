import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// A request a client may send again without its work being done again (draft-ietf-httpapi-idempotency-key-header).
struct IdempotencyKey: Sendable, Equatable {
    /// Which key: of this bearer alone, so that nobody meets the answer to another's request. The key itself is not
    /// stored.
    let hash: Data
    /// Which request: method, path, body and bearer.
    let requestHash: Data

    static let header = ParameterDescription(
        name: "Idempotency-Key",
        schema: .text(TextSchema(minimumLength: 1, maximumLength: 255, pattern: "^[!-~]*$")),
        description: "1 to 255 visible ASCII characters that no other request has. Sent again within 24 hours, the "
            + "request is answered as the first time and nothing is done. With another body the answer is 422. A request "
            + "that was refused may be sent again under its key.")

    /// nil when the request has no key.
    ///
    /// - Throws: a 400 when it has what is none.
    init?(_ request: Request, _ body: JSONBody, of identity: Identity) throws(Problem) {
        let given = request.headers[values: .idempotencyKey]
        guard let key = given.first else { return nil }
        guard given.count == 1, (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw .invalidParameters([
                FieldError(field: Self.header.name, message: "must be 1 to 255 visible ASCII characters, given once")
            ])
        }
        hash = Self.hash([identity.subject, key])
        requestHash = Self.hash([request.method.rawValue, request.uri.path, identity.subject], body.bytes)
    }

    /// Of all parts, each with its length, so that none can run into the next.
    private static func hash(_ parts: [String], _ body: [UInt8] = []) -> Data {
        var hash = SHA256()
        for part in parts {
            hash.update(data: Data("\(part.utf8.count):\(part)".utf8))
        }
        hash.update(data: body)
        return Data(hash.finalize())
    }
}

extension HTTPField.Name {
    // Unwrapped: the texts are constants, and valid names.
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    static let idempotencyReplayed = HTTPField.Name("Idempotency-Replayed")!
}

extension ParameterDescription {
    static let idempotencyKey = IdempotencyKey.header
}
