extension RelationDeclaration {
    /// The type of what an update sets.
    var changes: String {
        let columns = changeColumns
        return """
            \(access)struct Changes: DataAccess.TableChanges {
                \(lines(columns) { "\(access)var \($0.property): DataAccess.Change<\($0.fullType)>" })
                \(initializers)
                \(access)func encode(into assignments: inout DataAccess.Assignments) {
                    \(lines(columns) { "assignments.append(\($0.name.literal), self.\($0.property))" })
                }
            }
            """
    }

    private var initializers: String {
        guard let first = changeColumns.first else { return "\(access)init() {}" }
        let parameters = changeColumns.map { "\($0.property): DataAccess.Change<\($0.fullType)> = .unchanged" }
        return """
            \(access)init() {
                self.init(\(first.property): .unchanged)
            }
            \(access)init(\(parameters.joined(separator: ", "))) {
                \(lines(changeColumns) { "self.\($0.property) = \($0.property)" })
            }
            """
    }
}
