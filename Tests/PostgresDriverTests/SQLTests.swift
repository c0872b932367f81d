import FoundationEssentials
import PostgresDriver
import Testing

@Suite("A statement")
struct SQLTests {
    @Test("binds what is interpolated and pastes none of it")
    func bindsValues() {
        let name = "Robert'); DROP TABLE vendors; --"
        let sql: SQL = "SELECT * FROM vendors WHERE name = \(name) AND tenant_id = \(UUID())"
        #expect(sql.text == "SELECT * FROM vendors WHERE name = $1 AND tenant_id = $2")
        #expect(sql.parameterCount == 2)
    }

    @Test("numbers the parameters of statements within statements")
    func nests() {
        let condition: SQL = "b = \(2) AND c = \(3)"
        let sql: SQL = "SELECT \(1) WHERE \(condition) LIMIT \(4)"
        #expect(sql.text == "SELECT $1 WHERE b = $2 AND c = $3 LIMIT $4")
        #expect(sql.parameterCount == 4)
    }

    @Test("quotes identifiers")
    func quotesIdentifiers() throws {
        let table = try Identifier("public", #"odd"name"#)
        let sql: SQL = "SELECT 1 FROM \(table)"
        #expect(sql.text == #"SELECT 1 FROM "public"."odd""name""#)
        #expect(sql.parameterCount == 0)
    }

    @Test(
        "refuses identifiers that the server would cut or misread",
        arguments: ["", String(repeating: "x", count: 64), "a\0b"])
    func refusesIdentifiers(name: String) {
        #expect(throws: DatabaseError.self) { try Identifier(name) }
    }
}
