// Every name of a library's is written with its module, since a struct may declare types of the same names.
extension RelationDeclaration {
    /// What is written into the struct of a table.
    var tableMembers: [String] {
        guard let key else { return [] }
        var members = relationMembers
        if key.property != "id" { members.append("\(access)var id: ID { self.\(key.property) }") }
        return keyMembers(key) + members + [draft, changes]
    }

    /// What is written into the struct of a view, and of a table as well.
    var relationMembers: [String] {
        let scope = attribute.scope == .tenant ? "TenantScope" : "GlobalScope"
        return [
            "\(access)typealias Access = DataAccess.\(scope)", columnsType,
            "\(access)static let columns = Columns()", definition,
        ]
    }

    /// The initializer that reads a row by position. It stands in an extension, so that the struct keeps the one that
    /// takes its properties.
    var rowInitializer: String {
        let lines = columns.enumerated().map { "self.\($1.property) = try row.decode(at: positions[\($0)])" }
        return """
            \(access)init(row: PostgresDriver.Row, at positions: DataAccess.ColumnPositions)
                throws(PostgresDriver.DatabaseError)
            \(lines.block)
            """
    }

    private var columnsType: String {
        let lines = columns.map { column in
            let type = "DataAccess.\(column.isNullable ? "NullableColumn" : "Column")<\(typeName), \(column.type)>"
            return "\(access)let \(column.property) = \(type)(\(column.name.literal))"
        }
        return "\(access)struct Columns: Swift.Sendable \(lines.block)"
    }

    private var definition: String {
        let lines = columns.map { "    \($0.definition),\n" }.joined()
        let tenantColumn = attribute.scope == .tenant ? attribute.tenantColumn.literal : "nil"
        return """
            \(access)static let definition = DataAccess.RelationDefinition(
                \(attribute.name.literal), schema: \(attribute.schema.literal),
                columns: [
                \(lines.indented)], tenantColumn: \(tenantColumn)
            )
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
