import AccessControl
import PostgresCatalog
import Testing

@Suite struct AccessPolicyTests {
    @Test func readsWhatIsDeclared() throws {
        let policy = try SmallFleet.policy()
        #expect(policy.administrator == "owner")
        #expect(policy.schema == "public")
        #expect(policy.groups.map(\.name) == ["writers", "readers", "auditors"])
        let writers = try #require(policy.group("writers"))
        #expect(writers.main.otherTables == [.select, .insert, .update, .delete])
        #expect(writers.main.privileges(onTable: "models") == [.select])
        #expect(writers.main.privileges(onTable: "audit") == [])
        #expect(writers.main.privileges(onTable: "vendors") == writers.main.otherTables)
        #expect(writers.main.sequences == [.usage])
        #expect(writers.main.functions == ["next_number"])
        #expect(policy.group("readers")?.main.sequences == [])
        let app = try #require(policy.login("app"))
        #expect(app.memberOf == ["writers"])
        #expect(app.connectionLimit == 50)
        #expect(app.settings == ["statement_timeout": "30s"])
        #expect(policy.login("report")?.connectionLimit == nil)
        #expect(policy.tenantIsolation?.setting == "app.tenant")
        #expect(policy.tenantIsolation?.globalTables == ["models"])
        #expect(policy.tenantIsolation?.ownKey == ["tenants": "id"])
    }

    static let mistakes: [(change: (from: String, to: String), error: String)] = [
        (
            ("schema: public", "schema: public\ncolour: red"),
            "3:1: unknown key \"colour\" in the file; allowed here: administrator, schema, groups, logins, tenant_isolation, administrator_tables, public, creators, large_objects, exempt, audit"
        ),
        (("administrator: owner\n", ""), "1:1: the file lacks the key \"administrator\""),
        (
            ("[select, insert, update, delete]", "[select, drop]"),
            "5:28: unknown action \"drop\"; allowed here: select, insert, update, delete, truncate, references, trigger"
        ),
        (
            ("sequences: [usage]", "sequences: [nextval]"),
            "6:17: unknown action \"nextval\"; allowed here: usage, select, update"
        ),
        (("sequences: [usage]", "sequences: usage"), "6:16: \"sequences\" must be a list, as in [a, b]"),
        (("member_of: [readers]", "member_of: [riders]"), "14:24: no group \"riders\" is declared under groups"),
        (("member_of: [readers]", "member_of: readers"), "14:23: \"member_of\" must be a list, as in [a, b]"),
        (
            ("connection_limit: 50", "connection_limit: many"),
            "13:49: \"connection_limit\" must be a whole number from 1 to 262143"
        ),
        (
            ("connection_limit: 50", "connection_limit: 0"),
            "13:49: \"connection_limit\" must be a whole number from 1 to 262143"
        ),
        (
            ("connection_limit: 50", "conection_limit: 50"),
            "13:31: unknown key \"conection_limit\" in \"app\"; allowed here: member_of, connection_limit, settings"
        ),
        (
            ("report: {member_of", "writers: {member_of"),
            "14:3: \"writers\" is a group or the administrator already; a login is a role of its own"
        ),
        (
            ("setting: app.tenant", "setting: tenant"),
            "15:29: a setting of one's own has a dot in its name, as in app.current_tenant_id"
        ),
        (
            ("global_tables: [models]", "global_tables: [tenants]"),
            "15:96: \"tenants\" stands under global_tables too; its rows have a tenant or have none"
        ),
        (
            ("{member_of: [writers]", "{member_of: [writers, writers]"),
            "13:30: \"writers\" stands twice in \"member_of\""
        ),
        (
            ("    tables: {\"*\": [select], audit: []}\n", "    sequences: []\n"),
            "9:5: \"readers\" lacks the key \"tables\""
        ),
        (("schema: public", "schema: [public]"), "2:9: \"schema\" must be a text"),
        (
            ("schema: public", "schema: \(String(repeating: "x", count: 64))"),
            "2:9: \"schema\" is longer than a name may be, 63 bytes"
        ),
    ]

    @Test(arguments: mistakes.indices) func mistakesAreNamedWithTheirPlace(index: Int) throws {
        let mistake = Self.mistakes[index]
        let text = SmallFleet.yaml.replacing(mistake.change.from, with: mistake.change.to)
        #expect(text != SmallFleet.yaml)
        let error = #expect(throws: AccessPolicyError.self) { try AccessPolicy(yaml: text, file: "access.yaml") }
        #expect(error?.description == "access.yaml:" + mistake.error)
    }

    @Test(arguments: ["", "a: [", "a: 1\na: 2", "- 1", "a: b: c"]) func whatIsNoPolicyIsRefused(text: String) {
        let error = #expect(throws: AccessPolicyError.self) { try AccessPolicy(yaml: text, file: "access.yaml") }
        #expect(error?.description.hasPrefix("access.yaml:") == true)
    }

    @Test func aMissingFileIsNamed() {
        let error = #expect(throws: AccessPolicyError.self) { try AccessPolicy(contentsOf: "/nowhere/access.yaml") }
        #expect(error?.description == "/nowhere/access.yaml: cannot be read; check that it exists and who may read it")
    }
}
