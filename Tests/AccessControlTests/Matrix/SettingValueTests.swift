import PostgresCatalog
import Testing

@testable import AccessControl
@testable import PostgresCatalog

@Suite("Notations of a setting's value") struct SettingValueTests {
    /// As a server says it.
    private static let types: [String: SettingType] = [
        "statement_timeout": SettingType(kind: .integer, unit: "ms"),
        "work_mem": SettingType(kind: .integer, unit: "kB"), "temp_buffers": SettingType(kind: .integer, unit: "8kB"),
        "log_rotation_age": SettingType(kind: .integer, unit: "min"),
        "vacuum_cost_delay": SettingType(kind: .real, unit: "ms"),
        "random_page_cost": SettingType(kind: .real),
        "default_transaction_read_only": SettingType(kind: .boolean),
        "synchronous_commit": SettingType(kind: .word), "search_path": SettingType(kind: .text),
    ]

    static let equal: [(name: String, left: String, right: String)] = [
        ("statement_timeout", "30s", "30000"), ("statement_timeout", "2min", "120s"),
        ("statement_timeout", "1h", "60 min"), ("statement_timeout", "1500us", "2"), ("work_mem", "64MB", "65536kB"),
        ("work_mem", "64MB", "65536"), ("work_mem", "1GB", " 1048576 kB "), ("work_mem", "0x10", "16"),
        ("temp_buffers", "8MB", "1024"), ("temp_buffers", "8192kB", "1024"), ("log_rotation_age", "1d", "1440"),
        ("vacuum_cost_delay", "1500us", "1.5"), ("random_page_cost", "1e0", "1"),
        ("default_transaction_read_only", "on", "true"), ("default_transaction_read_only", "OFF", "0"),
        ("default_transaction_read_only", "t", "yes"), ("synchronous_commit", "On", "true"),
        ("synchronous_commit", "LOCAL", "local"), ("search_path", "public", "public"),
        ("search_path", "a,b", "a, b"), ("search_path", "A , \"b\"", "a, b"),
        ("search_path", "$user,public", "\"$user\", public"), ("search_path", "", "  "),
        ("DateStyle", "ISO, DMY", "iso,dmy"), ("session_preload_libraries", "a, \"b\"", "a,b"),
    ]

    @Test(arguments: equal) func notationsOfOneValueAreEqual(name: String, left: String, right: String) {
        #expect(value(left, name) == value(right, name))
    }

    static let different: [(name: String, left: String, right: String)] = [
        ("statement_timeout", "30s", "30"), ("statement_timeout", "0", "30s"), ("work_mem", "64MB", "64"),
        ("work_mem", "64MB", "64mb"), ("work_mem", "64MB", "64s"), ("random_page_cost", "1", "1s"),
        ("default_transaction_read_only", "on", "off"), ("default_transaction_read_only", "o", "on"),
        ("synchronous_commit", "on", "local"), ("search_path", "public", "\"Public\""),
        ("search_path", "a, b", "b, a"), ("search_path", "a, b", "\"a, b\""), ("search_path", "a", "a, b"),
        ("search_path", "\"a\"\"b\"", "\"ab\""), ("session_preload_libraries", "a", "A"),
        ("app.list", "a,b", "a, b"), ("app.timeout", "1s", "1000"),
    ]

    @Test(arguments: different) func differentValuesAreNot(name: String, left: String, right: String) {
        #expect(value(left, name) != value(right, name))
    }

    @Test("each element of a list of names is written as a value of its own, any other value as one text")
    func written() {
        #expect(SQLText.value("a, \"B, c\",$user,\"it\"\"s\"", of: "search_path") == "'a', 'B, c', '$user', 'it\"s'")
        #expect(SQLText.value("\"\"", of: "search_path") == "''")
        #expect(SQLText.value("ISO, DMY", of: "DateStyle") == "'ISO, DMY'")
        #expect(SQLText.value("a, b", of: "app.list") == "'a, b'")
    }

    @Test("a list that PostgreSQL could not read is refused where it stands", arguments: ["a,,b", "a b", "\"a", "a,"])
    func malformed(text: String) throws {
        let yaml = SmallFleet.yaml.replacing("{statement_timeout: 30s}", with: "{search_path: '\(text)'}")
        let error = #expect(throws: AccessPolicyError.self) { try AccessPolicy(yaml: yaml, file: "access.yaml") }
        #expect(error?.line == 13)
        #expect(error?.problem.hasPrefix("\"search_path\" is no list") == true)
    }

    private func value(_ text: String, _ name: String) -> SettingValue {
        SettingValue(text, of: name, as: Self.types[name])
    }
}
