import Foundation
import JWTKit

/// A token made by hand, to hold what the issuer would never write.
struct ForgedToken {
    var header: [String: String] = ["alg": "HS256", "typ": "JWT"]
    var claims: [String: Any]

    /// The claims of a good token, issued at the epoch plus 1,000 s for 60 s.
    static func good() -> ForgedToken {
        ForgedToken(claims: [
            "sub": "ann", "tenant_id": "6f1c2a0e-7a51-4a57-9f43-4c1f3a1f0001", "permissions": ["vendors:read"],
            "iat": 1_000, "exp": 1_060, "iss": "fleet", "aud": "fleet-api", "jti": "1",
        ])
    }

    func signed(with key: String, as algorithm: DigestAlgorithm = .sha256) async throws -> String {
        let head = try encode(JSONSerialization.data(withJSONObject: header))
        let body = try encode(JSONSerialization.data(withJSONObject: claims))
        let keys = await JWTKeyCollection().add(hmac: HMACKey(from: key), digestAlgorithm: algorithm)
        let signature = try await keys.getKey().sign(Data("\(head).\(body)".utf8))
        return "\(head).\(body).\(encode(Data(signature)))"
    }

    func unsigned() throws -> String {
        let head = try encode(JSONSerialization.data(withJSONObject: header))
        let body = try encode(JSONSerialization.data(withJSONObject: claims))
        return "\(head).\(body)."
    }

    private func encode(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
