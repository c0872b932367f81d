import DataAccessMacros
import Foundation
import HTTPTypes

/// How a tenant's inspections stand.
struct InspectionStatistics: Sendable, Equatable {
    var total = 0
    var byStatus: [InspectionStatus: Int] = [:]
    var byType: [InspectionType: Int] = [:]
    /// Those that should have been done by now.
    var overdue = 0
    /// Of those that have passed or failed; nil when none has.
    var averageDefects: Decimal?
}

extension InspectionStatistics {
    static let representation = Representation<InspectionStatistics, Void>(
        "InspectionStatistics",
        [
            .readOnly("total", .count) { $0.total },
            .readOnly("by_status", .counts()) { $0.byStatus },
            .readOnly("by_type", .counts()) { $0.byType },
            .readOnly("overdue", .count) { $0.overdue },
            .readOnly(
                "average_defects",
                JSONKind.decimal(0...1_000_000, scale: 2).described("Of those that have passed or failed.").orNull
            ) { $0.averageDefects },
        ])

    static let operation = Operation(
        "getInspectionStatistics", "How inspections stand",
        answers: [AnswerDescription(status: .ok, description: "Counts.", schema: .single(representation.schema))])

    /// A row for each status, one for each type, and one for all: the table is read once.
    static let statement: SQL = """
        SELECT status, inspection_type, count(*) AS number,
          count(*) FILTER (WHERE status IN ('pending', 'in_progress') AND due_at < now()) AS overdue,
          round(avg(jsonb_array_length(defects)) FILTER (WHERE status IN ('passed', 'failed')), 2) AS average_defects
        FROM public.inspections
        GROUP BY GROUPING SETS ((status), (inspection_type), ())
        """

    init(_ rows: QueryResult) throws(DatabaseError) {
        for row in rows {
            let number: Int = try row.decode("number")
            if let status: InspectionStatus = try row.decode("status") {
                byStatus[status] = number
            } else if let type: InspectionType = try row.decode("inspection_type") {
                byType[type] = number
            } else {
                total = number
                overdue = try row.decode("overdue")
                averageDefects = try row.decode("average_defects")
            }
        }
    }
}

extension JSONKind {
    /// How many there are of each case; 0 where there is none. Only answered.
    fileprivate static func counts<Case: RawRepresentable<String> & CaseIterable & Hashable & Sendable>(
        of type: Case.Type = Case.self
    ) -> JSONKind where Value == [Case: Int] {
        let members = Case.allCases.map {
            ObjectSchema.Member(name: $0.rawValue, schema: .wholeNumber, isRequired: true)
        }
        return JSONKind(
            schema: .object(ObjectSchema(members: members)), read: { _, _ in nil },
            write: { counts, json in
                json.beginObject()
                for key in Case.allCases { json.member(key.rawValue) { $0.integer(counts[key] ?? 0) } }
                json.endObject()
            })
    }
}
