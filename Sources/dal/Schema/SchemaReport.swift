import PostgresCatalog

/// What `dal schema check` has found.
struct SchemaReport: Encodable, Sendable {
    /// How many tables and views are declared.
    let relations: Int
    let drift: [SchemaDrift]

    /// - Parameters:
    ///   - tables: What is declared.
    ///   - relations: What the database has.
    init(_ tables: [DeclaredTable], in relations: [RelationColumns]) {
        self.relations = tables.count
        drift = SchemaComparison(with: relations).drift(of: tables)
    }

    /// Whether nothing fails because of what was found.
    var holds: Bool { !drift.contains(where: \.kind.isError) }

    /// For people: a line for each point, then what it comes to.
    var text: String {
        var table = TextTable(["", "where", "what", "because"], textFrom: 0)
        for point in drift {
            let place = [point.relation, point.column].compactMap(\.self).joined(separator: ".")
            table.add([point.kind.isError ? "✗" : "!", place, point.kind.rawValue, point.message])
        }
        let errors = drift.count(where: \.kind.isError)
        let declared = "\(relations) declared tables and views"
        let sum =
            drift.isEmpty
            ? "\(declared), no drift\n" : "\(declared), \(errors) errors, \(drift.count - errors) warnings\n"
        return drift.isEmpty ? sum : table.text + sum
    }
}
