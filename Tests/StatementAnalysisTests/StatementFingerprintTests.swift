import StatementAnalysis
import Testing

@Suite struct StatementFingerprintTests {
    @Test(arguments: [
        ("SELECT * FROM a WHERE b = 1", "select *\nfrom a where b = 'x' -- c"),
        ("SELECT * FROM a WHERE b = $1", "SELECT * FROM a WHERE b = 5"),
        ("SELECT * FROM a WHERE b IN (1, 2)", "SELECT * FROM a WHERE b IN (1, 2, 3)"),
    ])
    func isTheSameWhateverTheValues(one: String, other: String) throws {
        #expect(try StatementFingerprint.of(one) == StatementFingerprint.of(other))
    }

    @Test(arguments: [
        ("SELECT * FROM a", "SELECT * FROM b"), ("SELECT a FROM t", "SELECT b FROM t"),
        ("SELECT a FROM t", "DELETE FROM t"), ("SELECT a FROM t WHERE b = 1", "SELECT a FROM t WHERE c = 1"),
    ])
    func isAnotherForAnotherStatement(one: String, other: String) throws {
        #expect(try StatementFingerprint.of(one) != StatementFingerprint.of(other))
    }

    /// The value that libpg_query's own tests give for this statement.
    @Test func isTheOneOfTheScheme() throws {
        #expect(try StatementFingerprint.of("SELECT 1") == "50fde20626009aba")
    }

    @Test func whatDoesNotParseIsAnError() {
        #expect(throws: ParseError.self) { try StatementFingerprint.of("SELEC 1") }
        #expect(throws: ParseError.self) { try StatementFingerprint.of("SELECT '\u{0}'") }
    }

    @Test func theDeepestThatIsTakenDoesNotOverflowTheStack() async throws {
        let operators = (StatementFingerprint.mostTokens - 2) / 2
        let chain = "SELECT 1" + String(repeating: "+1", count: operators)
        let nested = "SELECT " + String(repeating: "- ", count: StatementFingerprint.mostTokens - 2) + "1"
        for sql in [chain, nested] {
            // On a thread of the executor, whose stack is smaller than the main thread's.
            #expect(try await Task.detached { try StatementFingerprint.of(sql) }.value.count == 16)
        }
    }

    @Test func aLongerOneIsAnError() {
        let list = "SELECT " + Array(repeating: "1", count: StatementFingerprint.mostTokens).joined(separator: ",")
        #expect(throws: ParseError.self) { try StatementFingerprint.of(list) }
    }
}
