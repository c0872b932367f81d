import StatementAnalysis
import Testing

@Suite struct SyntaxNodeTests {
    @Test func readsKindsFieldsAndLists() throws {
        let node = try SyntaxNode(parsing: "CREATE TABLE a.vendors (id uuid, name varchar(20) NOT NULL)")
        #expect(node.kind == "CreateStmt")
        #expect(node["relation"]?.text("schemaname") == "a" && node["relation"]?.text("relname") == "vendors")
        let columns = node.list("tableElts")
        #expect(columns.map(\.kind) == ["ColumnDef", "ColumnDef"])
        #expect(columns.map { $0.text("colname") } == ["id", "name"])
        #expect(columns.last?["typeName"]?.texts("names") == ["pg_catalog", "varchar"])
        #expect(columns.last?["typeName"]?.list("typmods").first?["ival"]?["ival"]?.number == 20)
        #expect(columns.first?.isTrue("is_local") == true && columns.first?.isTrue("is_not_null") == false)
        #expect(node["nothing"] == nil && node.list("nothing").isEmpty && columns.first?["colname"]?.number == nil)
    }

    @Test func aPlaceIsTheFirstThatTheNodeOrOneBelowItNames() throws {
        let sql = "ALTER TABLE grüße ADD COLUMN a int, DROP COLUMN b"
        let node = try SyntaxNode(parsing: sql)
        let column = try #require(node.nodes.first { $0.kind == "ColumnDef" })
        let offset = try #require(column.byteOffset)
        #expect(String(decoding: Array(sql.utf8)[offset...], as: UTF8.self).hasPrefix("a int"))
        #expect(node.list("cmds").first?.byteOffset == offset)
        #expect(node.list("cmds").last?.byteOffset == nil)
    }

    @Test func findsNodesAtAnyDepth() throws {
        let node = try SyntaxNode(parsing: "SELECT f(g(1)), (SELECT h() FROM t WHERE EXISTS (SELECT k(l())))")
        let names = node.nodes.filter { $0.kind == "FuncCall" }.flatMap { $0.texts("funcname") }
        #expect(names == ["f", "g", "h", "k", "l"])
    }

    @Test(arguments: ["a<b>c", "quote \" and \\ backslash", "tab\tline\nreturn\r", "grüße 世界 🚚", "\u{1}\u{8}\u{c}"])
    func textsComeThroughAsWritten(text: String) throws {
        let node = try SyntaxNode(parsing: "SELECT '\(text)'")
        #expect(node.nodes.first { $0.kind == "A_Const" }?["sval"]?.text("sval") == text)
    }

    @Test(arguments: ["", "-- nothing", "SELEC 1", "SELECT '\u{0}'", "SELECT (", ";"])
    func whatIsNoStatementIsAnError(sql: String) {
        #expect(throws: ParseError.self) { try SyntaxNode(parsing: sql) }
    }

    /// Each of these nests as deep as is taken; on a thread of the executor, whose stack is smaller than the main thread's.
    @Test(arguments: [
        ("SELECT 1", "+1", "", 2), ("SELECT ", "- ", "1", 1), ("SELECT 1", " UNION SELECT 1, 2", "", 3),
        ("SELECT ", "NOT ", "true", 1), ("SELECT * FROM a", " JOIN b ON true", "", 4), ("SELECT a", "::int", "", 2),
    ])
    func theDeepestThatIsTakenDoesNotOverflowTheStack(start: String, piece: String, end: String, size: Int) async throws
    {
        let sql = start + String(repeating: piece, count: (SyntaxNode.deepest - 5) / (size + 1)) + end
        #expect(try await Task.detached { try SyntaxNode(parsing: sql).kind }.value == "SelectStmt")
        let longer = start + String(repeating: piece, count: 2 * SyntaxNode.deepest) + end
        #expect(throws: ParseError.self) { try SyntaxNode(parsing: longer) }
    }

    @Test func aLongListIsNotADeepOne() throws {
        let rows = Array(repeating: "(1, 'a', now(), (2 + 3))", count: 20_000).joined(separator: ", ")
        let node = try SyntaxNode(parsing: "INSERT INTO t VALUES \(rows)")
        #expect(node["selectStmt"]?.list("valuesLists").count == 20_000)
    }
}
