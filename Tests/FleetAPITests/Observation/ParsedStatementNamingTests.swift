import DataAccess
import Testing

@testable import FleetAPI

@Suite struct ParsedStatementNamingTests {
    @Test func namesByTheParserAndKeepsTheKeywordOtherwise() {
        let name = ParsedStatementNaming().name(of: "SELECT a FROM vendors WHERE b = $1")
        #expect(name?.summary == "SELECT vendors" && name?.operation == "SELECT")
        #expect(name?.fingerprint == ParsedStatementNaming().name(of: "select a from vendors where b = 5")?.fingerprint)
        let broken = ParsedStatementNaming().name(of: "SELECT a FROM vendors WHERE")
        #expect(broken?.summary == "SELECT vendors" && broken?.fingerprint == nil)
        #expect(ParsedStatementNaming().name(of: "secretword") == nil)
    }
}
