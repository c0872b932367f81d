import FoundationEssentials
@testable import PostgresDriver
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

    @Test("keeps a dollar sign that stands in its own text, at any depth")
    func dollarsOfItsOwn() {
        let inner: SQL = "'$1' || \(1)"
        let sql: SQL = "SELECT \(0), $$ $1 $$, \(inner), \(inner) -- $9"
        #expect(sql.text == "SELECT $1, $$ $1 $$, '$1' || $2, '$1' || $3 -- $9")
    }

    @Test("numbers its parameters beyond nine, whichever way it is put together")
    func manyParameters() {
        let pair: SQL = "(\(1), \("x"))"
        let list = (0..<5).reduce(into: pair) { list, _ in list = "\(list), \(pair)" }
        #expect(
            list.text == "($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12)")
        let other = (0..<5).reduce(into: pair) { list, _ in list = "\(pair), \(list)" }
        #expect(other == list)
        #expect(list.hashValue == other.hashValue)
    }

    @Test("differs from another by a value, by a NULL and by a type")
    func equality() {
        func select<Value: PostgresEncodable>(_ value: Value?) -> SQL { "SELECT \(value)" }
        #expect(select(1) == select(1))
        #expect(select(1) != select(2))
        #expect(select("") != select(String?.none))
        #expect(select(Int32(1)) != select(Int16?.none))
        #expect(select(Int?.none) != select(Bool?.none))
    }

    @Test("carries its values, a NULL and an empty one among them, to the server")
    func carriesValues() async throws {
        try await withConnection { connection in
            let inner: SQL = "\(String?.none)::text, \("")::text"
            let sql: SQL = "SELECT \(7), \(inner), \("last")::text, \([UInt8]([0, 1]))"
            let row = try #require(try await connection.query(sql).first)
            let (number, null, empty, last, bytes) = try row.decode(
                Int.self, String?.self, String.self, String.self, [UInt8].self)
            #expect(number == 7)
            #expect(null == nil)
            #expect(empty.isEmpty)
            #expect(last == "last")
            #expect(bytes == [0, 1])
        }
    }

    @Test("with more parameters than the protocol counts is refused here")
    func tooManyParameters() async throws {
        try await withConnection { connection in
            let most = (0..<65_535).reduce(into: "SELECT 1" as SQL) { sql, _ in sql.append(value: true) }
            // As many as the protocol takes are the server's to judge.
            let judged = await #expect(throws: DatabaseError.self) { try await connection.query(most) }
            #expect(judged?.code == .server)
            let refused = await #expect(throws: DatabaseError.self) { try await connection.query("\(most) \(1)") }
            #expect(refused?.code == .invalidStatement)
        }
    }

    @Test("shows neither its text nor its values where it is printed")
    func hidesValues() {
        let sql: SQL = "SELECT \("a secret")"
        var printed = "\(sql) \(String(reflecting: sql))"
        dump(sql, to: &printed)
        #expect(!printed.contains("SELECT"))
        #expect(!printed.contains("a secret"))
        // As bytes: "a secret" begins with 97, 32, 115.
        #expect(!printed.contains("97"))
    }

    @Test("defect 8, names pasted into SQL: a name comes through a checked type alone, quoted")
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
