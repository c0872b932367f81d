import PostgresCatalog

/// The columns of the matrix: what can be done, and with what.
public enum AccessAction: String, Codable, Hashable, Sendable, CaseIterable {
    case select, insert, update, delete, truncate, references, trigger
    /// Drawing or setting a sequence's numbers.
    case sequence
    /// Looking into a schema.
    case usage
    /// Making objects in a schema.
    case create
    /// Connecting to a database.
    case connect
    /// Making schemas in a database.
    case createSchema = "create_schema"
    /// Making temporary tables.
    case temporary
    /// Calling functions.
    case execute
    /// VACUUM, ANALYZE, REINDEX and LOCK of others' tables; since PostgreSQL 17.
    case maintain

    /// The columns about tables and sequences.
    static let onRelations: [AccessAction] = [
        .select, .insert, .update, .delete, .truncate, .references, .trigger, .sequence,
    ]
    /// The columns about everything else.
    static let onOthers: [AccessAction] = [.usage, .create, .connect, .createSchema, .temporary, .execute, .maintain]

    /// What can be done on a server of this version.
    static func all(on serverVersion: Int) -> [AccessAction] {
        allCases.filter { $0 != .maintain || serverVersion >= 170_000 }
    }

    /// The column's heading.
    var heading: String {
        self == .createSchema ? "NEW SCHEMA" : rawValue.uppercased()
    }

    /// The privileges on an object that the column is about.
    func privileges(on object: any CatalogObject) -> [Privilege] {
        switch object {
        case let relation as CatalogRelation where relation.kind == .sequence:
            self == .sequence ? relation.privileges : []
        case is CatalogRelation: Self.onTables[self].map { [$0] } ?? []
        case is CatalogSchema:
            switch self {
            case .usage: [.usage]
            case .create: [.create]
            default: []
            }
        case let database as CatalogDatabase where database.acceptsConnections:
            switch self {
            case .connect: [.connect]
            case .createSchema: [.create]
            case .temporary: [.temporary]
            default: []
            }
        case is CatalogFunction: self == .execute ? [.execute] : []
        default: []
        }
    }

    private static let onTables: [AccessAction: Privilege] = [
        .select: .select, .insert: .insert, .update: .update, .delete: .delete, .truncate: .truncate,
        .references: .references, .trigger: .trigger, .maintain: .maintain,
    ]
}
