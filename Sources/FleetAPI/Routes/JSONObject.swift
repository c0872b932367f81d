/// Decodes one level of an object.
struct JSONObject: Decodable {
    var fields: [String: JSONScalar] = [:]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard container.allKeys.count <= JSONBody.maximumFields else {
            throw Problem.malformedBody("The body may have at most \(JSONBody.maximumFields) fields.")
        }
        for key in container.allKeys {
            fields[key.stringValue] = try Self.scalar(container, key)
        }
    }

    private static func scalar(_ container: KeyedDecodingContainer<Key>, _ key: Key) throws -> JSONScalar {
        if try container.decodeNil(forKey: key) { return .null }
        if let text = try? container.decode(String.self, forKey: key) { return .string(text) }
        if let truth = try? container.decode(Bool.self, forKey: key) { return .bool(truth) }
        return .other
    }

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
