import Testing

@testable import dal

@Suite("dal.yaml")
struct ProjectFileTests {
    private static let text = """
        name: shop
        database: {name: shopdb, administrator: owner, bootstrap: b.sql, migrations: m, limits: {lock_timeout: 2s}}
        access: access.yaml
        logins: {webapp: w, readonly: r}
        tenants: {table: shops, id: id, name: name}
        data: [{copy: a.csv, into: t}, {script: demo.sql}]
        application: {command: [shop], environment: {ANY: thing}, listening: "on ", health: /h, pools: {path: /p, permission: x}}
        tokens: {permissions: [], lifetime_hours: 1}
        """

    @Test("everything known is read")
    func known() throws {
        let file = try ProjectFile(parsing: Self.text)
        #expect(file.database.limits?.lockTimeout?.duration == .seconds(2))
        guard case .file("a.csv", table: "t", columns: []) = file.data[0], case .script("demo.sql") = file.data[1]
        else {
            Issue.record("\(file.data)")
            return
        }
    }

    @Test(
        "a misspelled key is refused with its line, not passed over",
        arguments: [
            ("access:", "acces:", "acces", 3), ("limits:", "limit:", "limit", 2),
            ("lock_timeout", "locktimeout", "locktimeout", 2),
            ("readonly: r", "read_only: r", "read_only", 4), ("id: id", "key: id", "key", 5),
            ("into: t", "table: t", "table", 6),
            ("health:", "healthy:", "healthy", 7), ("permission: x", "permissions: x", "permissions", 7),
            ("lifetime_hours", "lifetime", "lifetime", 8),
        ])
    func misspelled(known: String, written: String, key: String, line: Int) throws {
        let error = try #require(throws: UnknownKey.self) {
            try ProjectFile(parsing: Self.text.replacing(known, with: written))
        }
        #expect(error.key == key && error.line == line)
    }

    @Test(
        "an entry of data is a file with its table, or a script",
        arguments: ["{copy: a.csv}", "{into: t}", "{}", "{script: a, into: t}"])
    func badData(entry: String) {
        #expect(throws: DecodingError.self) {
            try ProjectFile(parsing: Self.text.replacing("{script: demo.sql}", with: entry))
        }
    }
}
