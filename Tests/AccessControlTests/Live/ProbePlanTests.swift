import PostgresDriver
import Testing

@testable import AccessControl
@testable import PostgresCatalog

@Suite struct ProbePlanTests {
    private func attempts(_ login: String) throws -> [ProbeAttempt] {
        let policy = try SmallFleet.policy()
        return try ProbePlan(
            login: #require(policy.login(login)), policy: policy, catalog: SmallFleet.catalog()
        ).attempts()
    }

    @Test func everyTableIsTriedBothWays() throws {
        let told = try attempts("report").filter { $0.what.contains("vendors") && !$0.what.contains("open_") }
            .map { "\($0.what) | \($0.statement.text) | \($0.expectation)" }
        #expect(
            told == [
                #"SELECT public.vendors | EXPLAIN SELECT * FROM "public"."vendors" | allowed"#,
                #"DELETE public.vendors | DELETE FROM "public"."vendors" WHERE false | refused"#,
                #"INSERT public.vendors | INSERT INTO "public"."vendors" ("id") OVERRIDING SYSTEM VALUE SELECT NULL WHERE false | refused"#,
                #"UPDATE public.vendors | UPDATE "public"."vendors" SET "id" = DEFAULT WHERE false | refused"#,
                #"DROP table public.vendors | DROP TABLE "public"."vendors", "public"."dal_probe_missing" | refused"#,
                #"GRANT on table public.vendors | GRANT SELECT ON "public"."vendors" TO "report" | refused"#,
                #"ALTER table public.vendors | ALTER TABLE "public"."vendors" ALTER COLUMN "dal_probe_missing" DROP DEFAULT | refused"#,
                #"TRUNCATE table public.vendors | TRUNCATE "public"."vendors", "public"."dal_probe_missing" | refused"#,
                #"see rows of table public.vendors without a tenant | SELECT EXISTS (SELECT FROM "public"."vendors") | answer(false)"#,
            ])
    }

    @Test(arguments: ["app", "report"]) func noAttemptCanTouchARowOrASequence(login: String) throws {
        for attempt in try attempts(login) {
            let text = attempt.statement.text
            #expect(!text.contains("ANALYZE") && !text.contains("nextval") && !text.contains("setval"))
            if text.hasPrefix("EXPLAIN ") || text.hasPrefix("SELECT ") { continue }
            if ["INSERT ", "UPDATE ", "DELETE "].contains(where: text.hasPrefix) {
                #expect(text.hasSuffix("WHERE false"), "\(text)")
            }
            if ["DROP ", "ALTER TABLE ", "TRUNCATE ", "COPY "].contains(where: text.hasPrefix) {
                #expect(attempt.ending != nil, "\(text)")
                #expect(text.contains("dal_probe_missing"), "\(text)")
            }
        }
    }

    @Test func sequencesAreAskedAbout() throws {
        let told = try attempts("app").filter { $0.what.contains("sequence") }.map { "\($0.what) \($0.expectation)" }
        #expect(
            told == [
                "USAGE sequence public.numbers answer(true)", "SELECT sequence public.numbers answer(false)",
                "UPDATE sequence public.numbers answer(false)", "USAGE sequence public.audit_id_seq answer(false)",
                "SELECT sequence public.audit_id_seq answer(false)",
                "UPDATE sequence public.audit_id_seq answer(false)",
            ])
    }

    @Test("where columns alone are declared one of them is tried, and one that is not")
    func columnsAreTried() throws {
        var policy = try SmallFleet.policy(), catalog = SmallFleet.catalog()
        BillingSchema.declare(&policy)
        BillingSchema.add(to: &catalog)
        func told(_ login: String, _ table: String) throws -> [String] {
            try ProbePlan(login: #require(policy.login(login)), policy: policy, catalog: catalog).attempts()
                .filter { $0.what.contains(table) && $0.statement.text.contains(/SELECT|UPDATE/) && $0.ending == nil }
                .map { "\($0.what) | \($0.statement.text) | \($0.expectation)" }
        }
        #expect(
            try told("app", "billing.bills").dropLast(2).suffix(2) == [
                #"UPDATE billing.bills (paid) | EXPLAIN UPDATE "billing"."bills" SET "paid" = DEFAULT WHERE false | allowed"#,
                #"UPDATE billing.bills (id) | UPDATE "billing"."bills" SET "id" = DEFAULT WHERE false | refused"#,
            ])
        #expect(
            try told("report", "billing.contacts").prefix(2) == [
                #"SELECT billing.contacts (name) | EXPLAIN SELECT "name" FROM "billing"."contacts" WHERE false | allowed"#,
                #"SELECT billing.contacts (tenant_id) | SELECT "tenant_id" FROM "billing"."contacts" WHERE false | refused"#,
            ])
        #expect(
            try told("report", "billing.contacts").last
                == #"see rows of table billing.contacts without a tenant | SELECT EXISTS (SELECT FROM "billing"."contacts") | answer(false)"#
        )
    }
}
