import HTTPTypes
import PostgresDriver

/// How many vendors a tenant has.
struct VendorStatistics: Sendable, Equatable {
    var total: Int
    var active: Int
    /// Those that have an e-mail address.
    var reachable: Int
    /// How many types there are among them.
    var types: Int
}

extension VendorStatistics {
    static let representation = Representation<VendorStatistics, Void>(
        "VendorStatistics",
        [
            .readOnly("total", .count) { $0.total },
            .readOnly("active", .count) { $0.active },
            .readOnly("reachable", JSONKind.count.described("Those with an e-mail address.")) { $0.reachable },
            .readOnly("types", JSONKind.count.described("Types among them.")) { $0.types },
        ])

    static let operation = Operation(
        "getVendorStatistics", "How many vendors there are",
        answers: [AnswerDescription(status: .ok, description: "Counts.", schema: .single(representation.schema))])

    static let statement: SQL = """
        SELECT count(*) AS total, count(*) FILTER (WHERE is_active) AS active, count(email) AS reachable,
          count(DISTINCT vendor_type) AS types
        FROM public.vendors
        """

    init(_ row: Row) throws(DatabaseError) {
        total = try row.decode("total")
        active = try row.decode("active")
        reachable = try row.decode("reachable")
        types = try row.decode("types")
    }
}
