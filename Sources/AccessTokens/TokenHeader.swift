import FoundationEssentials

/// A token's header, read before anything is believed, to refuse what is not plain HS256.
///
/// jwt-kit picks its key by the header; this check makes the algorithm our choice and not the token's.
struct TokenHeader {
    private struct Fields: Decodable {
        let alg: String
        let crit: [String]?
    }

    private let fields: Fields

    init(of token: String) throws(TokenError) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw TokenError(.malformed) }
        var text = String(parts[0]).replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.count % 4) % 4)
        guard let data = Data(base64Encoded: text), let fields = try? JSONDecoder().decode(Fields.self, from: data)
        else { throw TokenError(.malformed) }
        self.fields = fields
    }

    /// RFC 7515, 4.1.11: a header whose critical extensions are not understood must be refused; none is here.
    var isPlainHS256: Bool { fields.alg == "HS256" && fields.crit == nil }
}
