import Testing

@testable import AccessControl

@Suite struct SettingValueTests {
    @Test(arguments: [
        ("statement_timeout", "30s", "30000"), ("statement_timeout", "2min", "120s"), ("lock_timeout", "1h", "60 min"),
        ("default_transaction_read_only", "on", "true"), ("default_transaction_read_only", "OFF", "0"),
        ("search_path", "public", "public"),
    ])
    func notationsOfOneValueAreEqual(name: String, left: String, right: String) {
        #expect(SettingValue(left, of: name) == SettingValue(right, of: name))
    }

    @Test(arguments: [
        ("statement_timeout", "30s", "30"), ("statement_timeout", "0", "30s"),
        ("default_transaction_read_only", "on", "off"), ("search_path", "public", "Public"),
    ])
    func differentValuesAreNot(name: String, left: String, right: String) {
        #expect(SettingValue(left, of: name) != SettingValue(right, of: name))
    }
}
