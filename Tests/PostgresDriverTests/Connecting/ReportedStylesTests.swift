import Testing

@testable import PostgresDriver

@Suite("The styles that a server reports")
struct ReportedStylesTests {
    @Test(
        "are taken when the driver reads them",
        arguments: [("ISO, MDY", "postgres"), ("ISO, DMY", "postgres"), ("ISO", nil)])
    func readable(date: String, interval: String?) throws {
        try ReportedStyles(date: date, interval: interval).check(user: "app")
    }

    @Test(
        "are refused with the statement that sets the right one",
        arguments: [
            (
                "SQL, DMY" as String?, "postgres" as String?,
                "the session's DateStyle is SQL, DMY and the driver reads ISO: run ALTER ROLE \"a\"\"b\" SET datestyle = "
                    + "'ISO', and reconnect the pooler's sessions"
            ),
            (
                nil, nil,
                "the session's DateStyle is not known and the driver reads ISO: run ALTER ROLE \"a\"\"b\" SET datestyle "
                    + "= 'ISO', and reconnect the pooler's sessions"
            ),
            (
                "ISO, MDY", "iso_8601",
                "the session's IntervalStyle is iso_8601 and the driver reads postgres: run ALTER ROLE \"a\"\"b\" SET "
                    + "intervalstyle = 'postgres', and reconnect the pooler's sessions"
            ),
        ])
    func unreadable(date: String?, interval: String?, detail: String) {
        let error = #expect(throws: DatabaseError.self) {
            try ReportedStyles(date: date, interval: interval).check(user: "a\"b")
        }
        #expect(error?.code == .configuration)
        #expect(error?.detail == detail)
    }
}
