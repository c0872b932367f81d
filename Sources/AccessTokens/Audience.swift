/// The `aud` claim: one name, or a list of names.
///
/// jwt-kit's own `AudienceClaim` ends the process on an empty list, which here is only a token for nobody.
struct Audience: Codable {
    let names: [String]

    init(_ name: String) {
        self.names = [name]
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let name = try? container.decode(String.self) {
            self.names = [name]
        } else {
            self.names = try container.decode([String].self)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if names.count == 1 {
            try container.encode(names[0])
        } else {
            try container.encode(names)
        }
    }
}
