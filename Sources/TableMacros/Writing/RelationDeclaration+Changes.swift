extension RelationDeclaration {
    /// The type of what an update sets.
    var changes: String {
        let columns = changeColumns
        let properties = columns.map { "\(access)var \($0.property): DataAccess.Change<\($0.fullType)>" }
        let values = columns.map { "assignments.append(\($0.name.literal), self.\($0.property))" }
        let encode = "\(access)func encode(into assignments: inout DataAccess.Assignments) \(values.block)"
        let members = properties + initializers(columns) + [encode]
        return "\(access)struct Changes: DataAccess.TableChanges \(members.block)"
    }

    private func initializers(_ columns: [ColumnDeclaration]) -> [String] {
        guard let first = columns.first else { return ["\(access)init() {}"] }
        let parameters = columns.map { "\($0.property): DataAccess.Change<\($0.fullType)> = .unchanged" }
        let assignments = columns.map { "self.\($0.property) = \($0.property)" }
        return [
            "\(access)init() \(["self.init(\(first.property): .unchanged)"].block)",
            "\(access)init\(parameters.list) \(assignments.block)",
        ]
    }
}
