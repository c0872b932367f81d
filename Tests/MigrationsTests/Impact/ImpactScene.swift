import DataAccessTesting
import PostgresDriver
import StatementAnalysis
import Testing

@testable import Migrations

/// A database with relations of every kind, in which a statement is run to see what it locks, rewrites and scans.
struct ImpactScene {
    static let schema = """
        CREATE TABLE vendors (id int PRIMARY KEY, name varchar(50), code numeric(10, 2), email text, at timestamptz,
            label text, rank int, CONSTRAINT email_known CHECK (email IS NOT NULL));
        CREATE INDEX vendors_name ON vendors (name);
        CREATE UNIQUE INDEX vendors_email ON vendors (email);
        INSERT INTO vendors SELECT i, 'v' || i, i, 'e' || i, now(), 'l', i FROM generate_series(1, 100) i;
        CREATE TABLE drivers (id int PRIMARY KEY, vendor_id int CONSTRAINT employer REFERENCES vendors, note text);
        ALTER TABLE drivers ADD CONSTRAINT noted CHECK (note <> '') NOT VALID;
        ALTER TABLE drivers ADD CONSTRAINT second_employer FOREIGN KEY (id) REFERENCES vendors NOT VALID;
        INSERT INTO drivers SELECT i, i, 'n' FROM generate_series(1, 100) i;
        CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);
        CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
        CREATE TABLE events_rest PARTITION OF events DEFAULT;
        CREATE TABLE events_new (id int, day date);
        INSERT INTO events VALUES (1, '2020-02-02'), (2, '2030-01-01');
        INSERT INTO events_new VALUES (3, '2024-05-05');
        CREATE TABLE logs (id int) PARTITION BY LIST (id);
        CREATE TABLE logs_1 PARTITION OF logs FOR VALUES IN (1);
        CREATE INDEX logs_id ON logs (id);
        CREATE TABLE places (id int, name text);
        CREATE TABLE depots (size int) INHERITS (places);
        INSERT INTO depots VALUES (1, 'd', 2);
        CREATE TABLE sheds (id int, name text);
        CREATE VIEW vendor_names AS SELECT label FROM vendors;
        CREATE MATERIALIZED VIEW vendor_ranks AS SELECT rank FROM vendors;
        CREATE UNIQUE INDEX vendor_ranks_rank ON vendor_ranks (rank);
        CREATE SEQUENCE numbers;
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
        CREATE TRIGGER touched BEFORE UPDATE ON vendors FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE TRIGGER touched BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE POLICY everyone ON vendors USING (true);
        CREATE STATISTICS vendor_statistics ON label, rank FROM vendors;
        """

    let database: TestDatabase
    let connection: PostgresConnection

    /// Runs `body` in a scene of its own.
    static func run(_ body: (ImpactScene) async throws -> Void) async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                for statement in try StatementSplitter.split(schema) {
                    _ = try await connection.query(SQL(verbatim: statement.text))
                }
                try await body(ImpactScene(database: database, connection: connection))
            }
        }
    }

    /// What is foretold of a statement by its text alone.
    func impact(of text: String) throws -> StatementImpact {
        ImpactedPlan.Statement(try #require(try StatementSplitter.split(text).first)).impact
    }

    /// What is foretold of a statement, with what the catalogue adds.
    func forecast(_ text: String) async throws -> Forecast {
        let impact = try impact(of: text)
        let names = Set(impact.locks.map(\.relation) + impact.work.map(\.relation))
        let live = try await LiveRelations.read(names, from: connection)
        return Forecast(impact: impact, live: live)
    }

    /// What a statement did, seen from its transaction, which is rolled back.
    func observe(_ text: String) async throws -> Observation {
        _ = try await connection.query("BEGIN")
        let before = try await relations()
        _ = try await connection.query(SQL(verbatim: text))
        let after = try await relations()
        var modes: [String: LockMode] = [:]
        for row in try await connection.query(
            "SELECT relation::int8, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'")
        {
            let (oid, name) = try row.decode(Int.self, String.self)
            guard let relation = before[oid]?.name, let mode = LockMode(rawValue: name) else { continue }
            modes[relation] = max(modes[relation] ?? mode, mode)
        }
        _ = try await connection.query("ROLLBACK")
        func names(_ condition: (Relation, Relation) -> Bool) -> Set<String> {
            Set(
                before.compactMap { oid, relation in
                    after[oid].flatMap { !relation.isIndex && condition(relation, $0) ? relation.name : nil }
                })
        }
        return Observation(
            modes: modes, rewritten: names { $0.file != $1.file }, scanned: names { $0.scans < $1.scans },
            indexes: Set(before.values.filter(\.isIndex).map(\.name)))
    }

    private struct Relation {
        let name: String
        let file: Int
        let scans: Int
        let isIndex: Bool
    }

    private func relations() async throws -> [Int: Relation] {
        var relations: [Int: Relation] = [:]
        for row in try await connection.query(
            """
            SELECT oid::int8, relname::text, CASE relkind WHEN 'S' THEN 0 ELSE relfilenode END::int8, pg_stat_get_xact_numscans(oid), relkind IN ('i', 'I')
            FROM pg_class WHERE relnamespace = 'public'::regnamespace 
            """)
        {
            let (oid, name, file, scans, isIndex) = try row.decode(
                Int.self, String.self, Int.self, Int.self, Bool.self)
            relations[oid] = Relation(name: name, file: file, scans: scans, isIndex: isIndex)
        }
        return relations
    }

    /// The first column of a query's rows.
    func texts(_ sql: SQL) async throws -> [String] {
        try await connection.query(sql).map { row in try row.decode(String.self, at: 0) }
    }

    /// Gives up what a failed observation began.
    func reset() async throws {
        if connection.transactionStatus != .idle { _ = try await connection.query("ROLLBACK") }
    }
}

/// What a statement did.
struct Observation {
    let modes: [String: LockMode]
    let rewritten: Set<String>
    let scanned: Set<String>
    /// The indexes there are.
    let indexes: Set<String>
}

/// What a statement is said to do.
struct Forecast {
    let impact: StatementImpact
    let live: LiveRelations

    /// The strongest mode on every relation.
    var modes: [String: LockMode] {
        var modes: [String: LockMode] = [:]
        for lock in impact.locks.flatMap({ [$0] + live.reached(by: $0) }) {
            let name = lock.relation.name
            modes[name] = max(modes[name] ?? lock.mode, lock.mode)
        }
        return modes
    }

    /// Tables and what lies below them.
    func withChildren(_ tables: Set<String>) -> Set<String> {
        tables.union(
            tables.flatMap { table in
                let lock = RelationLock(relation: RelationName(name: table), mode: .share, reaches: [.children])
                return live.reached(by: lock).map(\.relation.name)
            })
    }

    /// Tables that work is done on for certain, and those of which the catalogue does not tell.
    func tables(_ kinds: Set<TableWork.Kind>) -> (certain: Set<String>, possible: Set<String>) {
        var (certain, possible): (Set<String>, Set<String>) = ([], [])
        for work in impact.work where kinds.contains(work.kind) {
            switch live.isCertain(work) {
            case true?: certain.insert(work.relation.name)
            case nil: possible.insert(work.relation.name)
            case false?: break
            }
        }
        return (certain, possible)
    }
}
