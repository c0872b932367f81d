public import PostgresDriver

/// Where a relation's columns stand in a result.
public struct ColumnPositions: Sendable {
    /// nil when they stand in the declared order.
    @usableFromInline let positions: [Int]?

    /// In the declared order, as every statement that is made of declarations returns them.
    public static let declared = ColumnPositions(positions: nil)

    private init(positions: [Int]?) {
        self.positions = positions
    }

    /// Finds the columns of a relation by their names.
    ///
    /// - Parameters:
    ///   - definition: The relation.
    ///   - columns: The columns of the result; others than the relation's may be among them.
    /// - Throws: `.decoding` naming the columns that are missing, and those that are there more than once, since either
    ///   of them could be meant.
    public init(of definition: RelationDefinition, in columns: [QueryResult.Column]) throws(DatabaseError) {
        var positions: [Int] = []
        var missing: [String] = []
        for column in definition.columns {
            let found = columns.indices.filter { columns[$0].name == column.name }
            guard let position = found.first else {
                missing.append(column.name)
                continue
            }
            guard found.count == 1 else {
                throw DatabaseError(
                    .decoding,
                    detail: "the result has \(found.count) columns \(column.name); select the one of \(definition.name)"
                )
            }
            positions.append(position)
        }
        guard missing.isEmpty else {
            throw DatabaseError(
                .decoding,
                detail: "the result lacks \(missing.joined(separator: ", ")) of \(definition.name); "
                    + "select all its columns, for instance with \\(….selection)")
        }
        let isDeclaredOrder = positions == Array(definition.columns.indices)
        self.init(positions: isDeclaredOrder ? nil : positions)
    }

    /// Where the relation's column stands, both counted from 0.
    @inlinable
    public subscript(_ column: Int) -> Int { positions?[column] ?? column }
}
