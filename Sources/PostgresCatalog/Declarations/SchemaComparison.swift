/// Compares what an application declares with what the database has.
public struct SchemaComparison: Sendable {
    private let relations: [String: RelationColumns]

    /// - Parameter relations: The database's tables and views.
    public init(with relations: [RelationColumns]) {
        self.relations = relations.reduce(into: [:]) { $0[$1.qualifiedName] = $1 }
    }

    /// The points in which declarations and database differ, in the declarations' order; none when the application
    /// can rely on all it declares.
    public func drift(of tables: [DeclaredTable]) -> [SchemaDrift] { tables.flatMap(drift) }

    private func drift(of table: DeclaredTable) -> [SchemaDrift] {
        guard let relation = relations[table.qualifiedName] else {
            return [
                SchemaDrift(
                    kind: .missingRelation, relation: table.qualifiedName, column: nil,
                    message:
                        "the database has no \(table.isView ? "view" : "table") of this name: is a migration missing?")
            ]
        }
        return RelationComparison(declared: table, live: relation).drift
    }
}
