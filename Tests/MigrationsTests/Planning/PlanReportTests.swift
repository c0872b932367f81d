import Foundation
import TestSupport
import Testing

@testable import Migrations

@Suite struct PlanReportTests {
    private static let files = [
        "035_ratings.sql": """
        -- migrate:up
        ALTER TABLE vendors ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid();
        CREATE TABLE ratings (id bigint PRIMARY KEY, vendor_id bigint REFERENCES vendors);
        CREATE INDEX ratings_vendor ON ratings (vendor_id);
        INSERT INTO ratings SELECT id, id FROM vendors;
        UPDATE vendors SET name = lower(name);
        -- migrate:verify
        SELECT true;
        SELECT true;
        -- migrate:down
        DROP TABLE ratings;
        """,
        "036_events.sql": """
        -- migrate:up
        ALTER TABLE events ADD COLUMN note text;
        ALTER TABLE vendors ALTER COLUMN name TYPE text, ALTER COLUMN code TYPE text;
        ALTER TABLE vendors ALTER COLUMN email SET NOT NULL;
        ALTER TABLE ratings RENAME TO scores;
        ALTER TABLE scores ADD CHECK (id > 0);
        ALTER TABLE missing ADD COLUMN a int;
        DO $$ BEGIN TRUNCATE vendors; EXECUTE my_own(); END $$;
        SELECT my_own();
        -- migrate:irreversible it is not worth it
        """,
        "037_index.sql": """
        -- migrate:up transaction:false
        CREATE INDEX CONCURRENTLY vendors_name ON vendors (name);
        """,
    ]

    /// A table of 3 GB, and one of seven partitions of which one has never been counted.
    private static let live = LiveRelations(
        [
            relation(
                1, "vendors", bytes: 3 << 30, rows: 12_345_678, indexes: 4,
                columns: [
                    "name": LiveColumn(typeName: "varchar", typeModifier: 54, isProvenNotNull: false),
                    "code": LiveColumn(typeName: "int4", typeModifier: -1, isProvenNotNull: true),
                    "email": LiveColumn(typeName: "text", typeModifier: -1, isProvenNotNull: true),
                ]), relation(2, "events", children: Array(10...16), isPartitioned: true),
        ]
            + (10...16).map {
                relation($0, "events_\($0)", bytes: 50_000_000, rows: $0 == 16 ? nil : 1_000, indexes: 1)
            })

    private static func relation(
        _ oid: Int, _ name: String, bytes: Int = 0, rows: Int? = 0, indexes: Int = 0, children: [Int] = [],
        isPartitioned: Bool = false, columns: [String: LiveColumn] = [:]
    ) -> LiveRelation {
        LiveRelation(
            oid: oid, name: RelationName(name: name), bytes: bytes, rows: rows, indexes: indexes,
            isPartitioned: isPartitioned, children: children, partitionedTable: nil, defaultPartition: nil,
            indexedTable: nil, columns: columns)
    }

    private func report(_ request: MigrationRequest = .apply(upTo: nil)) throws -> PlanReport {
        let inputs = Self.files.sorted { $0.key < $1.key }.map {
            LintInput(path: $0.key, content: Array($0.value.utf8))
        }
        let files = try inputs.map { input throws(MigrationError) in
            try MigrationFile(path: input.path, content: input.content)
        }
        let plan = try MigrationPlanner(files: files, history: []).plan(request)
        return PlanReport(ImpactedPlan(plan), live: Self.live).adding(MigrationLinter().report(on: inputs))
    }

    @Test func forPeople() throws {
        let text = try report().text(next: "dal migrate apply", isColored: false)
        #expect(try SnapshotFile("Plans/plan.txt").text(text) == text)
    }

    @Test func forTerminals() throws {
        let text = try report().text(next: "dal migrate apply", isColored: true)
        #expect(text.contains("\u{1B}[31m    vendors: AccessExclusiveLock"))
        #expect(
            try text.replacing(#/\u{1B}\[[0-9]*m/#, with: "")
                == report().text(next: "dal migrate apply", isColored: false))
    }

    @Test func forPrograms() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(try report()), as: UTF8.self) + "\n"
        #expect(try SnapshotFile("Plans/plan.json").text(text) == text)
    }

    @Test func whatIsIncludedIsNamedByItsOwnFileAndLine() throws {
        let project = try IncludingProject("\nALTER TABLE vendors RENAME TO sellers;\n")
        let files = try project.load()
        let plan = try MigrationPlanner(files: files, history: []).plan(.apply(upTo: nil))
        let scope = IncludeScope(folder: project.scratch.path(of: "migrations"))
        let inputs = try files.map { file throws(MigrationError) in try LintInput(path: file.path, includes: scope) }
        let report = PlanReport(ImpactedPlan(plan), live: Self.live).adding(MigrationLinter().report(on: inputs))
        let step = try #require(report.steps.first)
        #expect(step.statements.map { "\($0.file):\($0.line)" } == ["shared/make.sql:1", "shared/make.sql:3"])
        #expect(step.findings.map { "\($0.rule):\($0.line)" } == ["rename-table:3"])
        #expect(step.findings[0].file == project.scratch.path(of: "migrations/shared/make.sql"))
        let text = report.text(next: "", isColored: false)
        #expect(text.contains("\n  shared/make.sql:3: ALTER TABLE vendors\n"), "\(text)")
        #expect(text.contains("\n  shared/make.sql:3:13: error: rename-table: "), "\(text)")
    }

    @Test func whatTheFirstFileMakesIsNewInTheSecond() throws {
        let scores = try #require(try report().steps[1].statements.first { $0.summary == "ALTER TABLE scores" })
        #expect(scores.locks.map(\.isNew) == [true] && scores.work.isEmpty)
    }

    @Test func nothingToDo() throws {
        let report = PlanReport(
            ImpactedPlan(try MigrationPlanner(files: [], history: []).plan(.apply(upTo: nil))), live: Self.live)
        #expect(report.isEmpty && report.text(next: "x", isColored: true) == "nothing to do\n")
    }

    @Test(arguments: [
        (0, "0 bytes"), (10_239, "10239 bytes"), (10_240, "10 kB"), (3 << 30, "3072 MB"), (1 << 50, "1024 TB"),
    ])
    func sizes(bytes: Int, text: String) {
        #expect(bytes.formattedBytes == text)
    }
}
