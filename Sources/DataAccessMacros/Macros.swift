public import FoundationEssentials

/// Who has a relation's rows.
public enum RelationScope: Sendable {
    /// Each row belongs to a tenant: only sessions of a tenant reach them, and only the tenant's own.
    case tenant
    /// They belong to no tenant.
    case global
}

/// Makes a struct a table: each stored property is a column.
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
///
/// A property's column is its name in snake case: `isActive` is `is_active`, `vendorID` is `vendor_id`, `URLValue` is
/// `url_value`; digits stay with what stands before them. ``Column(_:_:)`` gives it another one. Computed, `lazy` and
/// `static` properties are no columns. The tenant's column is not declared: the scope stands for it.
///
/// Written are the key's type `ID` when the key's property has it as its type, the columns for conditions and orders, the
/// decoder, `Draft` for new rows and `Changes` for updates. In `Draft` a property's initial value is its parameter's.
///
/// - Parameters:
///   - name: The table's name in its schema.
///   - schema: The schema it is in.
///   - scope: Who has its rows.
///   - tenantColumn: The column that says whose a row is, when `scope` is `.tenant`.
///   - id: The type of the values in `ID`, when it is written.
@attached(
    member, names: named(ID), named(Columns), named(columns), named(definition), named(Access), named(Draft),
    named(Changes), named(id))
@attached(extension, conformances: Table, Relation, PostgresRowDecodable, names: named(init(row:at:)))
public macro Table(
    _ name: String, schema: String = "public", scope: RelationScope,
    tenantColumn: String = "tenant_id", id: Any.Type = UUID.self
) = #externalMacro(module: "TableMacros", type: "TableMacro")

/// Makes a struct a view's row, which can be read only: each stored property is a column. See
/// ``Table(_:schema:scope:tenantColumn:id:)``.
///
/// - Parameters:
///   - name: The view's name in its schema.
///   - schema: The schema it is in.
///   - scope: Who has its rows.
///   - tenantColumn: The column that says whose a row is, when `scope` is `.tenant`.
@attached(member, names: named(Columns), named(columns), named(definition), named(Access))
@attached(extension, conformances: Relation, PostgresRowDecodable, names: named(init(row:at:)))
public macro View(
    _ name: String, schema: String = "public", scope: RelationScope,
    tenantColumn: String = "tenant_id"
) = #externalMacro(module: "TableMacros", type: "ViewMacro")

/// Says what a property's column is, besides its name and type.
///
/// - Parameter traits: What it is.
@attached(peer)
public macro Column(_ traits: ColumnTrait...) = #externalMacro(module: "TableMacros", type: "ColumnMacro")

/// Says a property's column's name, and what it is.
///
/// - Parameters:
///   - name: The column's name in the server.
///   - traits: What it is.
@attached(peer)
public macro Column(_ name: String, _ traits: ColumnTrait...) =
    #externalMacro(module: "TableMacros", type: "ColumnMacro")
