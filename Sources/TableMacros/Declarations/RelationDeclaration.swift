/// A table or a view as a struct declares it.
struct RelationDeclaration {
    /// Who has its rows.
    enum Scope: String {
        case tenant
        case global
    }

    /// The struct's name.
    let typeName: String
    /// The name in the server, and what else the attribute says.
    let attribute: RelationAttribute
    /// What stands before each written declaration: `public `, `package ` or nothing.
    let access: String
    /// Whether the struct has a type `ID` already.
    let declaresKeyType: Bool
    let columns: [ColumnDeclaration]

    /// The column of the primary key; nil for a view.
    var key: ColumnDeclaration? { columns.first { $0.traits.contains(.primaryKey) } }

    /// The columns that a new row may give a value for.
    var draftColumns: [ColumnDeclaration] { columns.filter(\.isInDraft) }

    /// The columns that an update may set.
    var changeColumns: [ColumnDeclaration] { columns.filter(\.isInChanges) }
}

/// What `@Table(…)` or `@View(…)` says between its parentheses.
struct RelationAttribute {
    var name = ""
    var schema = "public"
    var scope = RelationDeclaration.Scope.tenant
    var tenantColumn = "tenant_id"
    /// The type of the values of a key type that is written, as the source has it.
    var keyValueType = "FoundationEssentials.UUID"
}
