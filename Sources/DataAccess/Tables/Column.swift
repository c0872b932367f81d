public import PostgresDriver

/// A column of a relation, as conditions, orders and projections name it.
public protocol ColumnReference<Row, Value>: Sendable {
    /// The relation it belongs to.
    associatedtype Row: Relation
    /// The type of its values that are not NULL.
    associatedtype Value: PostgresEncodable & PostgresDecodable
    /// What one of its values is read as: `Value`, or an `Optional` of it.
    associatedtype Decoded: PostgresDecodable

    /// Its name as a statement has it, in quotation marks.
    var quotedName: String { get }
}

/// A column that is never NULL.
public struct Column<Row: Relation, Value: PostgresEncodable & PostgresDecodable>: ColumnReference {
    /// Never NULL.
    public typealias Decoded = Value

    /// Its name as a statement has it, in quotation marks.
    public let quotedName: String

    /// Names a column. `@Table` and `@View` write this.
    public init(_ name: String) { quotedName = name.quotedIdentifier }
}

/// A column that may be NULL.
public struct NullableColumn<Row: Relation, Value: PostgresEncodable & PostgresDecodable>: ColumnReference {
    /// NULL is `nil`.
    public typealias Decoded = Value?

    /// Its name as a statement has it, in quotation marks.
    public let quotedName: String

    /// Names a column. `@Table` and `@View` write this.
    public init(_ name: String) { quotedName = name.quotedIdentifier }
}
