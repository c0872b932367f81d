import DataAccessTesting
import PostgresDriver
import StatementAnalysis
import Testing

@testable import Migrations

@Suite("The search path that a file sets") struct SearchPathTests {
    private func path(_ script: String, isTransactional: Bool = true) throws -> [String]? {
        var path = SearchPath(isTransactional: isTransactional)
        for text in try StatementSplitter.split(script) {
            let tree = try SyntaxNode(parsing: text.text)
            let statement = LintedStatement(text: text, tree: tree, byteOffset: 0)
            for one in [statement] + statement.blockStatements { path.pass(one) }
        }
        return path.schemas
    }

    @Test(
        arguments: [
            ("SELECT 1", nil), ("SET search_path = sales, public", ["sales", "public"]),
            ("SET LOCAL search_path TO \"$user\", \"Sales\"", ["Sales"]), ("SET search_path = 'a, b'", ["a, b"]),
            ("SELECT set_config('search_path', 'Sales, \"B \"\"c\", \"$user\"', false)", ["sales", "B \"c"]),
            ("SELECT pg_catalog.set_config('search_path', '', false)", []),
            ("SET search_path = a; RESET search_path", nil),
            ("SET search_path = a; SET search_path TO DEFAULT", nil), ("SET search_path = a; RESET ALL", nil),
            ("SET search_path = a; SET lock_timeout = 1; SELECT set_config('lock_timeout', '1', true)", ["a"]),
            ("DO $$ BEGIN PERFORM set_config('search_path', 'a', true); END $$", ["a"]),
            ("DO $$ BEGIN SET search_path = b; END $$", ["b"]),
        ] as [(String, [String]?)])
    func isReadFromItsStatements(script: String, expected: [String]?) throws {
        #expect(try path(script) == expected)
    }

    @Test func outsideATransactionSetLocalDoesNothing() throws {
        #expect(try path("SET search_path = a; SET LOCAL search_path = b", isTransactional: false) == ["a"])
    }

    @Test func aNameIsLookedUpSchemaBySchema() throws {
        var path = SearchPath(isTransactional: true)
        let set = "SET search_path = a, b"
        path.pass(
            LintedStatement(
                text: try #require(try StatementSplitter.split(set).first), tree: try SyntaxNode(parsing: set),
                byteOffset: 0))
        let there = { (name: RelationName) in name == RelationName(schema: "b", name: "t") }
        let unqualified = RelationName(parts: ["t"])
        #expect(path.resolved(unqualified, exists: there).schema == "b")
        #expect(path.resolved(RelationName(parts: ["new"]), exists: there).schema == "a")
        #expect(path.resolved(RelationName(parts: ["public", "t"]), exists: there).schema == "public")
        #expect(SearchPath(isTransactional: true).resolved(unqualified, exists: there).schema == "public")
    }

    @Test func whatTheSessionBeginsWithHoldsUntilTheFileSetsAnother() throws {
        let path = SearchPath(isTransactional: true, session: ["own", "public"])
        let there = { (name: RelationName) in name.name == "t" && name.schema == "public" }
        #expect(path.resolved(RelationName(parts: ["t"]), exists: there).schema == "public")
        #expect(path.resolved(RelationName(parts: ["t"]), exists: { _ in true }).schema == "own")
        #expect(path.made(RelationName(parts: ["t"])).schema == "own")
        #expect(path.made(RelationName(parts: ["public", "t"])).schema == "public")
    }

    @Test("the plan knows the path that the role has, and that what is made hides what is there")
    func ofTheRole() async throws {
        try await withScene { scene in
            let made: [SQL] = [
                "CREATE SCHEMA sales", "CREATE TABLE vendors (id int)", "CREATE TABLE sales.vendors (id int)",
                "CREATE TABLE made (id int)",
                """
                DO $$ BEGIN
                    EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = sales, public', current_user,
                        current_database());
                END $$
                """,
            ]
            for sql in made { _ = try await scene.texts(sql) }
            let runner = try scene.runner([
                "030_a.sql": "ALTER TABLE vendors ADD a int; CREATE TABLE made (a int); ALTER TABLE made ADD b int;"
            ])
            let statements = try await runner.report(on: .apply(upTo: nil)).steps[0].statements
            #expect(statements.flatMap(\.locks).map(\.relation) == ["sales.vendors", "sales.made"])
        }
    }

    @Test("the plan tells the sizes of the tables that the file means")
    func plan() async throws {
        try await withScene { scene in
            let made: [SQL] = [
                "CREATE SCHEMA sales", "CREATE TABLE vendors (id int, name varchar(9))",
                "CREATE TABLE sales.vendors (id int NOT NULL, name varchar(9))",
                "INSERT INTO sales.vendors SELECT n, 'x' FROM generate_series(1, 5000) n", "ANALYZE sales.vendors",
            ]
            for sql in made { _ = try await scene.texts(sql) }
            let runner = try scene.runner([
                "030_a.sql": """
                ALTER TABLE vendors ADD a int;
                SET LOCAL search_path = nowhere, sales, public;
                ALTER TABLE vendors ALTER name TYPE varchar(20), ALTER id SET NOT NULL;
                CREATE TABLE made (a int);
                ALTER TABLE made ADD b int;
                ALTER TABLE vendors RENAME TO sellers;
                ALTER TABLE vendors ADD c int;
                """
            ])
            let statements = try await runner.report(on: .apply(upTo: nil)).steps[0].statements
            let locked = statements.map { statement in
                statement.locks.map { "\($0.relation) \($0.live?.rows.map(String.init) ?? "-") \($0.isNew)" }
            }
            #expect(
                locked == [
                    ["vendors - false"], [], ["sales.vendors 5000 false"], [], ["nowhere.made - true"],
                    ["sales.vendors 5000 false"], ["vendors - false"],
                ])
            // Of the table meant it is known that id is NOT NULL and that name only grows.
            #expect(statements[2].work.isEmpty)
        }
    }
}
