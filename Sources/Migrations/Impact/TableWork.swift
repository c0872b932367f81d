/// Work of a statement that grows with a table.
struct TableWork: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, Encodable {
        /// Every row and every index is written anew, into new files.
        case rewrite
        /// Every row is read.
        case scan
        /// Every row is read and sorted into a new index.
        case indexBuild
        /// Every row is updated or deleted, and leaves a dead version behind.
        case everyRow
    }

    /// What the catalogue must say for the work to be saved.
    enum Unless: Sendable, Hashable {
        /// A column's type becomes one that holds its values as they stand.
        case coercible(column: String, to: TypeName)
        /// A valid CHECK proves that a column is never NULL.
        case provenNotNull(column: String)
        /// The table is partitioned, and the work is not done on its partitions.
        case partitioned
        /// Nothing that is looked up; the reason says what.
        case other(String)
    }

    let kind: Kind
    let relation: RelationName
    /// Why, in words.
    let reason: String
    /// nil when it is certain.
    var unless: Unless?
}

/// A type as a statement names it.
struct TypeName: Sendable, Hashable {
    /// As in the catalogue, without a schema: `int4`, `varchar`.
    let name: String
    /// Its modifiers, such as a length; empty without.
    let modifiers: [Int]
    let isArray: Bool
}
