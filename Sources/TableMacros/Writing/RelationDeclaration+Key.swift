extension RelationDeclaration {
    /// The key's type, or its other name when it has one of its own already.
    func keyMembers(_ key: ColumnDeclaration) -> [String] {
        let isOwn = key.type == "ID" || key.type == "\(typeName).ID" || key.type.hasSuffix(".\(typeName).ID")
        if isOwn { return declaresKeyType ? [] : [keyType] }
        return ["\(access)typealias ID = \(key.type)"]
    }

    private var keyType: String {
        let members = [
            "\(access)let rawValue: \(attribute.keyValueType)",
            "\(access)init(rawValue: \(attribute.keyValueType)) \(["self.rawValue = rawValue"].block)",
            "\(access)var description: Swift.String { Swift.String(describing: self.rawValue) }",
        ]
        return """
            \(access)struct ID: Swift.RawRepresentable, Swift.Hashable, Swift.Sendable, Swift.Codable,
                Swift.CustomStringConvertible, PostgresDriver.PostgresEncodable, PostgresDriver.PostgresDecodable,
                PostgresDriver.PostgresArrayElement
            \(members.block)
            """
    }
}
