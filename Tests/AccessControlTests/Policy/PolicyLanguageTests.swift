import Foundation
import PostgresCatalog
import Testing

@testable import AccessControl

@Suite("The language of access.yaml") struct PolicyLanguageTests {
    @Test("the guide's example is valid, and says what it says")
    func guide() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/access-control.md").standardized
        let text = try String(contentsOf: path, encoding: .utf8)
        let start = try #require(text.firstRange(of: "```yaml\n")).upperBound
        let end = try #require(text[start...].firstRange(of: "```")).lowerBound
        let policy = try AccessPolicy(yaml: String(text[start..<end]), file: "guide")
        let group = try #require(policy.group("fleet_webapp"))
        #expect(policy.administratorTables == ["db_user_audit": [.select]])
        #expect(policy.allCreators == ["fleetadmin", "loader"])
        #expect(group.main.privileges(onTable: "audit_log") == [])
        #expect(group.main.privileges(onTable: "tenants") == [.select])
        #expect(group.main.columns == ["users": [.select: ["id", "name"]]])
        #expect(group.schemas["billing"]?.otherTables == [.select])
        #expect(group.named == [.type: ["mood": [.usage]], .parameter: ["log_statement": [.set]]])
        #expect(policy.everyone.main.mayCall("api_login"))
        #expect(!policy.allowsLargeObjects)
        #expect(policy.audit?.exempt == ["idempotency_keys"])
        #expect(policy.exempt.first?.object == "table public.legacy_*")
    }

    static let matches: [(pattern: String, name: String, isMatch: Bool)] = [
        ("audit_*", "audit_log", true), ("audit_*", "audit", false), ("*_log", "audit_log", true), ("*", "", true),
        ("a*b*c", "a-b-c", true), ("a*b*c", "a-c-b", false), ("ab*ba", "aba", false), ("plain", "plain", true),
        ("plain", "plainer", false), ("a**b", "ab", true),
    ]

    @Test("a star stands for any run of characters, also none", arguments: matches.indices)
    func patterns(index: Int) {
        let one = Self.matches[index]
        #expect(NamePattern.matches(one.pattern, one.name) == one.isMatch, "\(one.pattern) \(one.name)")
    }

    @Test("a name's own entry wins over patterns, the longest pattern over shorter ones")
    func precedence() {
        let entries = ["audit_log": 1, "audit_*": 2, "a*": 3]
        #expect(NamePattern.entry(for: "audit_log", in: entries) == 1)
        #expect(NamePattern.entry(for: "audit_old", in: entries) == 2)
        #expect(NamePattern.entry(for: "answers", in: entries) == 3)
        #expect(NamePattern.entry(for: "vendors", in: entries) == nil)
    }

    static let mistakes: [(line: String, error: String)] = [
        ("large_objects: never", "17:16: \"large_objects\" must be allowed or forbidden"),
        ("audit: {}", "17:8: \"audit\" lacks the key \"function\""),
        ("exempt: [{object: \"table a\"}]", "17:10: an entry of \"exempt\" lacks the key \"reason\""),
        ("public: {tables: {\"*\": [drop]}}", "unknown action \"drop\""),
        ("administrator_tables: {audit: [usage]}", "unknown action \"usage\""),
        ("public: {colour: red}", "unknown key \"colour\""),
    ]

    @Test("mistakes in the newer keys are named with their place", arguments: mistakes.indices)
    func mistakesAreNamed(index: Int) {
        let text = SmallFleet.yaml + "\n\n" + Self.mistakes[index].line
        let error = #expect(throws: AccessPolicyError.self) { try AccessPolicy(yaml: text, file: "access.yaml") }
        #expect(error?.description.contains(Self.mistakes[index].error) == true, "\(error?.description ?? "")")
    }
}
