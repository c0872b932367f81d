import Testing

@testable import DataAccess

@Suite("A statement's short name")
struct StatementNameTests {
    @Test(
        "is its keyword",
        arguments: [
            ("SELECT 1", "SELECT"), ("\n  insert into t values ($1)", "INSERT"), ("(SELECT 1)", "SELECT"),
            ("WITH a AS (SELECT 1) SELECT * FROM a", "WITH"), ("", "OTHER"), ("4111-1111-1111", "OTHER"),
            ("secretword", "OTHER"), ("SELECTsecret", "OTHER"),
        ])
    func keyword(text: String, name: String) {
        #expect(StatementName.operation(of: text) == name)
    }
}
