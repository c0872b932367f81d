import Testing

@testable import AccessControl

@Suite("Parts of a migration that access.yaml says") struct DeclaredPartsTests {
    private static let file = """
        -- by hand
        -- from access.yaml: roles
        old
        -- end of what access.yaml says
        SELECT 1;
        -- from access.yaml: grants
        -- end of what access.yaml says
        -- migrate:down
        -- from access.yaml: roles in use
        -- end of what access.yaml says
        -- from access.yaml: grants
        -- end of what access.yaml says
        -- from access.yaml: roles
        -- end of what access.yaml says
        -- migrate:verify
        -- from access.yaml: proofs
        -- end of what access.yaml says
        SELECT true;

        """

    @Test("what stands between the markers is replaced, and nothing else")
    func filled() throws {
        let migration = try DeclaredMigration(Self.file, file: "031_a.sql")
        let text = migration.filled(with: [.roles: ["new", "lines"], .proofs: ["SELECT false;"]])
        #expect(
            text
                == Self.file.replacing("old\n", with: "new\nlines\n")
                .replacing("proofs\n", with: "proofs\nSELECT false;\n"))
        #expect(try DeclaredMigration(text, file: "031_a.sql").filled(with: [.roles: ["old"]]) == Self.file)
    }

    @Test(
        "a marker that is missing, misplaced, twice there or without end is an error with its line",
        arguments: [
            (
                "-- end of what access.yaml says\nSELECT 1;", "SELECT 1;",
                "a.sql:5:1: the part that begins in line 2 has not ended yet"
            ),
            ("-- from access.yaml: proofs\n", "", "a.sql:16:1: no part of access.yaml begins before this end"),
            (
                "-- from access.yaml: proofs\n-- end of what access.yaml says\n", "",
                "a.sql: verify lacks the line -- from access.yaml: proofs"
            ),
            (
                "-- from access.yaml: roles in use", "-- from access.yaml: roles",
                "a.sql:13:1: this part is there already"
            ),
            (
                "-- from access.yaml: proofs", "-- from access.yaml: roles",
                "a.sql:16:1: verify has no part \"roles\" of access.yaml, but: proofs"
            ),
            (
                "proofs\n-- end of what access.yaml says", "proofs",
                "a.sql:16:1: this part has no end: -- end of what access.yaml says"
            ),
        ])
    func broken(part: String, replacement: String, message: String) {
        let text = Self.file.replacing(part, with: replacement)
        let error = #expect(throws: AccessPolicyError.self) { try DeclaredMigration(text, file: "a.sql") }
        #expect(error?.description == message)
    }

    @Test("a long statement is broken at spaces that stand in no name and no text")
    func wrapping() {
        let name = "\"a b " + String(repeating: "c d ", count: 40) + "\""
        let text = "GRANT SELECT ON TABLE \(name), \(name) TO \"x\";\n  SECOND LINE"
        let wrapped = SQLText.wrapped(text)
        #expect(wrapped == "GRANT SELECT ON TABLE \(name),\n  \(name)\n  TO \"x\";\n  SECOND LINE")
        #expect(SQLText.wrapped("SELECT 1") == "SELECT 1")
    }
}
