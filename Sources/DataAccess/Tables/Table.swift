public import PostgresDriver

/// A relation with a key, whose rows can be written.
///
/// ```swift
/// @Table("vendors", scope: .tenant)
/// struct Vendor {
///     @Column(.primaryKey, .generated) let id: Vendor.ID
///     var name: String
///     var email: String?
///     @Column(.version) let version: Int
/// }
/// ```
public protocol Table: Relation {
    /// The primary key's type, one for each table, so that a vendor's key is never taken for a driver's.
    associatedtype ID: PostgresEncodable, PostgresDecodable, Hashable
    /// A row that is not stored yet: what the server makes is left out.
    associatedtype Draft: TableDraft
    /// What an update sets.
    associatedtype Changes: TableChanges

    /// The primary key.
    var id: ID { get }
}

/// A row that is not stored yet. `@Table` writes it.
public protocol TableDraft: Sendable {
    /// Hands over each value with its column.
    func encode(into values: inout InsertValues)

    /// Which of the columns with a default have a value, a bit for each in the declared order: rows that differ in it
    /// cannot be inserted by one statement.
    var givenDefaults: UInt64 { get }

    /// Hands over the values of many rows, column by column. All have the same ``givenDefaults``.
    static func encode(_ drafts: [Self], into values: inout BulkValues)
}

/// What an update sets. `@Table` writes it.
public protocol TableChanges: Sendable {
    /// No change at all.
    init()

    /// Hands over each column that is to be set.
    func encode(into assignments: inout Assignments)
}

/// What becomes of one column in an update.
public enum Change<Value: Sendable>: Sendable {
    /// It keeps its value.
    case unchanged
    /// It is set; in a column that may be NULL, `nil` sets NULL.
    case set(Value)
}

extension Change: Equatable where Value: Equatable {}
