import Yams

/// A key of `dal.yaml` that means nothing: most often a known one, misspelled.
struct UnknownKey: Error, Equatable {
    let key: String
    let line: Int?
    let allowed: [String]
}

extension ProjectFile {
    /// Reads a `dal.yaml`.
    ///
    /// - Throws: ``UnknownKey``, `DecodingError`, or what the parser says.
    init(parsing text: String) throws {
        try Self.requireKnownKeys(in: text)
        self = try YAMLDecoder().decode(ProjectFile.self, from: text)
    }

    /// Refuses keys that no part of the file knows: decoding would pass them over.
    ///
    /// - Throws: ``UnknownKey`` for the first, or what the parser says.
    private static func requireKnownKeys(in text: String) throws {
        guard let file = try compose(yaml: text) else { return }
        try check(file, CodingKeys.self)
        let database = file["database"], application = file["application"]
        try check(database, Database.CodingKeys.self)
        try check(database?["limits"], Limits.CodingKeys.self)
        try check(file["logins"], Logins.CodingKeys.self)
        try check(file["tenants"], Tenants.CodingKeys.self)
        for source in file["data"]?.sequence ?? [] { try check(source, DataSource.CodingKeys.self) }
        try check(application, Application.CodingKeys.self)
        try check(application?["pools"], Pools.CodingKeys.self)
        try check(file["tokens"], Tokens.CodingKeys.self)
    }

    private static func check<Keys: CodingKey & CaseIterable>(_ node: Node?, _: Keys.Type) throws {
        let allowed = Keys.allCases.map(\.stringValue)
        for (key, _) in node?.mapping ?? [:] {
            guard let name = key.string, !allowed.contains(name) else { continue }
            throw UnknownKey(key: name, line: key.mark?.line, allowed: allowed)
        }
    }
}
