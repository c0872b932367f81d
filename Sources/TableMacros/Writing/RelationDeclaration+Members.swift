extension RelationDeclaration {
    /// What is written into the struct of a table.
    var tableMembers: [String] {
        var members = relationMembers
        if let key {
            members.insert(writesKeyType(key) ? keyType : "\(access)typealias ID = \(key.type)", at: 0)
            if key.property != "id" { members.append("\(access)var id: ID { self.\(key.property) }") }
        }
        return members + [draft, changes]
    }

    /// What is written into the struct of a view, and of a table as well.
    var relationMembers: [String] {
        let scope = attribute.scope == .tenant ? "TenantScope" : "GlobalScope"
        return [
            columnsType, "\(access)typealias Access = DataAccess.\(scope)", "\(access)static let columns = Columns()",
            definition,
        ]
    }

    /// The initializer that reads a row by position. It stands in an extension, so that the struct keeps the one that
    /// takes its properties.
    var rowInitializer: String {
        let lines = columns.enumerated().map { "self.\($1.property) = try row.decode(at: positions[\($0)])" }
        return """
            \(access)init(
                row: PostgresDriver.Row, at positions: DataAccess.ColumnPositions
            ) throws(PostgresDriver.DatabaseError) {
                \(lines.joined(separator: "\n    "))
            }
            """
    }

    /// Whether the key's type is the table's own, which no one has written.
    private func writesKeyType(_ key: ColumnDeclaration) -> Bool {
        key.type == "ID" || key.type == "\(typeName).ID" || key.type.hasSuffix(".\(typeName).ID")
    }

    private var keyType: String {
        """
        \(access)struct ID: Swift.RawRepresentable, Swift.Hashable, Swift.Sendable, Swift.Codable,
            Swift.CustomStringConvertible, PostgresDriver.PostgresEncodable, PostgresDriver.PostgresDecodable,
            PostgresDriver.PostgresArrayElement
        {
            \(access)let rawValue: \(attribute.keyValueType)
            \(access)init(rawValue: \(attribute.keyValueType)) {
                self.rawValue = rawValue
            }
            \(access)var description: Swift.String { "\\(self.rawValue)" }
        }
        """
    }

    private var columnsType: String {
        let lines = columns.map { column in
            let kind = column.isNullable ? "NullableColumn" : "Column"
            return
                "\(access)let \(column.property) = DataAccess.\(kind)<\(typeName), \(column.type)>(\(column.name.literal))"
        }
        return """
            \(access)struct Columns: Swift.Sendable {
                \(lines.joined(separator: "\n    "))
            }
            """
    }

    private var definition: String {
        let lines = columns.map { "    \($0.definition)," }.joined(separator: "\n")
        let tenantColumn = attribute.scope == .tenant ? attribute.tenantColumn.literal : "nil"
        return """
            \(access)static let definition = DataAccess.RelationDefinition(
                \(attribute.name.literal), schema: \(attribute.schema.literal),
                columns: [
                \(lines)
                ], tenantColumn: \(tenantColumn))
            """
    }
}

extension ColumnDeclaration {
    fileprivate var definition: String {
        var arguments = [name.literal, "\(type).self"]
        if let serverType { arguments.append("typeName: \(serverType.literal)") }
        if isNullable { arguments.append("isNullable: true") }
        let marks = ColumnTrait.allCases.filter(traits.contains).map { ".\($0.rawValue)" }
        if !marks.isEmpty { arguments.append("traits: [\(marks.joined(separator: ", "))]") }
        return "DataAccess.ColumnDefinition(\(arguments.joined(separator: ", ")))"
    }
}

extension String {
    /// The text as a literal of Swift.
    var literal: String { debugDescription }
}
