import PostgresDriver

@testable import DataAccess

/// A table of no tenant, whose changes a trigger counts, declared by hand as `@Table` would write it. Its columns are
/// narrower than the values' types, and may be NULL in every way that an order can meet.
struct Gauge: Equatable {
    let id: Int
    var name: String?
    var reading: Int?
    var place: Int
    let version: Int
}

extension Gauge: Table {
    struct Columns: Sendable {
        let id = Column<Gauge, Int>("id")
        let name = NullableColumn<Gauge, String>("name")
        let reading = NullableColumn<Gauge, Int>("reading")
        let place = Column<Gauge, Int>("place")
        let version = Column<Gauge, Int>("version")
    }

    typealias Access = GlobalScope
    static let columns = Columns()
    static let definition = RelationDefinition(
        "gauges", schema: "public",
        columns: [
            ColumnDefinition("id", Int.self, traits: [.primaryKey, .generated]),
            ColumnDefinition("name", String.self, isNullable: true),
            ColumnDefinition("reading", Int.self, isNullable: true),
            ColumnDefinition("place", Int.self),
            ColumnDefinition("version", Int.self, traits: [.versionByTrigger]),
        ], tenantColumn: nil)

    init(row: PostgresDriver.Row, at positions: ColumnPositions) throws(DatabaseError) {
        id = try row.decode(at: positions[0])
        name = try row.decode(at: positions[1])
        reading = try row.decode(at: positions[2])
        place = try row.decode(at: positions[3])
        version = try row.decode(at: positions[4])
    }

    struct Draft: TableDraft {
        var name: String?
        var reading: Int?
        var place: Int

        init(name: String? = nil, reading: Int? = nil, place: Int) {
            self.name = name
            self.reading = reading
            self.place = place
        }

        func encode(into values: inout InsertValues) {
            values.append("name", name)
            values.append("reading", reading)
            values.append("place", place)
        }

        var givenDefaults: UInt64 { 0 }

        static func encode(_ drafts: [Self], into values: inout BulkValues) {
            values.append("name", drafts.map(\.name))
            values.append("reading", drafts.map(\.reading))
            values.append("place", drafts.map(\.place))
        }
    }

    struct Changes: TableChanges {
        var reading: Change<Int?>

        init() { self.init(reading: .unchanged) }

        init(reading: Change<Int?> = .unchanged) { self.reading = reading }

        func encode(into assignments: inout Assignments) { assignments.append("reading", reading) }
    }
}

extension Gauge {
    /// The table as the superuser makes it.
    static let creation: SQL = """
        CREATE TABLE gauges (
          id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, reading int8, place int8 NOT NULL,
          version int4 NOT NULL DEFAULT 1)
        """

    /// What counts its changes.
    static let counting: [SQL] = [
        """
        CREATE FUNCTION count_change() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN NEW.version := OLD.version + 1; RETURN NEW; END'
        """,
        "CREATE TRIGGER count_change BEFORE UPDATE ON gauges FOR EACH ROW EXECUTE FUNCTION count_change()",
    ]
}
