import Testing
import TestSupport

@testable import Migrations

@Suite("A new migration's file") struct NewMigrationTests {
    @Test(
        "has the number after the highest; other files' names do not count",
        arguments: [
            ([], nil, "001_orders.sql"), (["030_a.sql", "002_b.sql", "README.md"], nil, "031_orders.sql"),
            (["999_a.sql", "x.sql", "99_b.sql"], nil, "1000_orders.sql"), (["030_a.sql"], 7, "007_orders.sql"),
        ] as [([String], Int?, String)])
    func number(taken: [String], number: Int?, expected: String) throws {
        #expect(try MigrationTemplate(name: "orders", number: number, taken: taken).fileName == expected)
    }

    @Test(
        "a bad name or number is refused",
        arguments: [("", nil), ("two words", nil), ("../up", nil), ("ä", nil), ("a.sql", nil), ("a", 0), ("a", -3)]
            as [(String, Int?)])
    func badName(name: String, number: Int?) {
        let error = #expect(throws: MigrationError.self) {
            try MigrationTemplate(name: name, number: number, taken: [])
        }
        #expect(error?.code == .badName)
    }

    @Test("a number that another file has is refused by that file's name")
    func takenNumber() {
        let error = #expect(throws: MigrationError.self) {
            try MigrationTemplate(name: "orders", number: 30, taken: ["0030_schema.sql"])
        }
        #expect(error?.code == .duplicateVersion && error?.message.contains("0030_schema.sql") == true)
    }

    @Test("is refused until it has statements, and is accepted then")
    func template() throws {
        let scratch = try Scratch()
        let path = try MigrationDirectory.addFile(named: "orders", to: scratch.path)
        #expect(path == scratch.path(of: "001_orders.sql"))
        let empty = #expect(throws: MigrationError.self) { try MigrationDirectory.load(scratch.path) }
        #expect(empty?.code == .badSection && empty?.file == "001_orders.sql")
        let filled =
            scratch.text(of: "001_orders.sql")
            .replacing("\n-- migrate:verify", with: "CREATE TABLE orders (id int8);\n-- migrate:verify\nSELECT true;")
            + "DROP TABLE orders;\n"
        try scratch.write(filled, to: "001_orders.sql")
        let file = try #require(try MigrationDirectory.load(scratch.path).first)
        #expect(file.up.count == 1 && file.verify.count == 1 && file.down.count == 1)
    }

    @Test("a folder that is not there is named")
    func noFolder() {
        let error = #expect(throws: MigrationError.self) {
            try MigrationDirectory.addFile(named: "orders", to: "/nonexistent/migrations")
        }
        #expect(error?.code == .unreadable && error?.file == "/nonexistent/migrations")
    }
}
