/// The kinds of relations that have access control lists.
public enum RelationKind: String, Hashable, Sendable {
    case table = "r"
    case partitionedTable = "p"
    case view = "v"
    case materializedView = "m"
    case foreignTable = "f"
    case sequence = "S"

    /// The kind in words.
    public var name: String {
        switch self {
        case .table: "table"
        case .partitionedTable: "partitioned table"
        case .view: "view"
        case .materializedView: "materialized view"
        case .foreignTable: "foreign table"
        case .sequence: "sequence"
        }
    }
}
