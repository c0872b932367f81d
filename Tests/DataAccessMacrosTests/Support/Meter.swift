import DataAccessMacros
import FoundationEssentials

/// A table with everything that the database can deny.
@Table("meters", scope: .tenant)
struct Meter {
    enum Mood: String, PostgresEnum { case calm, stormy }

    @Column(.primaryKey, .generated) let id: Meter.ID
    var label: String
    var note: String?
    var count: Int
    @Column(.default) var isOn: Bool
    @Column(.type("mood")) var mood: Mood
    var code: Mood
    var tags: [String]
    @Column(.version) let version: Int
    @Column(.softDelete) let deletedAt: Date?

    /// The table and its view as they are declared.
    static let creation: [SQL] = [
        "CREATE TYPE mood AS ENUM ('calm', 'stormy')",
        """
        CREATE TABLE meters (
          id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL, label varchar(80) NOT NULL, note text,
          count int4 NOT NULL, is_on bool NOT NULL DEFAULT true, mood mood NOT NULL, code text NOT NULL,
          tags text[] NOT NULL, version int8 NOT NULL DEFAULT 1, deleted_at timestamptz)
        """,
        "ALTER TABLE meters ENABLE ROW LEVEL SECURITY",
        "CREATE VIEW open_meters WITH (security_invoker = true) AS SELECT tenant_id, label FROM meters",
    ]
}

@View("open_meters", scope: .tenant)
struct OpenMeter {
    let label: String
}
