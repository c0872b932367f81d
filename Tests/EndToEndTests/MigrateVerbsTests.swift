import Foundation
import ProcessSupervision
import Testing

@Suite("dal migrate new, verify, adopt, fingerprint, diff and rehearse", .timeLimit(.minutes(5)))
struct MigrateVerbsTests {
    private static let extra = """
        -- migrate:up
        CREATE TABLE extra (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
        -- migrate:verify
        SELECT to_regclass('public.extra') IS NOT NULL AS extra_exists;
        -- migrate:down

        """

    private func psql(_ workplace: Workplace, _ sql: String) async throws -> String {
        let result = try await workplace.dal("psql", "--as", "admin", "--", "-Atc", sql)
        #expect(result.status == .exited(0), "\(result.errors)")
        return result.output
    }

    private func json(_ result: CommandResult) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(result.output.utf8), options: .fragmentsAllowed)
    }

    @Test(
        "new: the next number, its path printed, no server needed; refused until it is filled in, and not overwritten")
    func new() async throws {
        let workplace = try Workplace()
        let result = try await workplace.dal("migrate", "new", "orders")
        #expect(result.status == .exited(0), "\(result.errors)")
        #expect(result.output.hasSuffix("/fleet/migrations/035_orders.sql\n"))
        #expect(!FileManager.default.fileExists(atPath: workplace.state.path))
        let empty = try await workplace.dal("migrate", "lint")
        #expect(empty.status == .exited(1) && empty.output.contains("035_orders.sql:3: cannot be judged"))
        let taken = try await workplace.dal("migrate", "new", "vendors", "--number", "31")
        #expect(taken.status == .exited(1) && taken.errors.contains("has the same version, 31"), "\(taken.errors)")
        let bad = try await workplace.dal("migrate", "new", "two words")
        #expect(bad.status == .exited(1) && bad.errors.contains("not the name of a migration"))
        #expect(try await workplace.dal("migrate", "new").status == .exited(64))
    }

    @Test("verify: 0 while all holds; 3 naming the line that does not, and a file that changed")
    func verify() async throws {
        let workplace = try await Workplace.provisioned()
        let good = try await workplace.dal("migrate", "verify")
        #expect(good.status == .exited(0), "\(good.output)\(good.errors)")
        #expect(good.lines.last == "5 applied, nothing against them", "\(good.output)")
        _ = try await psql(workplace, "ALTER TABLE vendors DISABLE ROW LEVEL SECURITY")
        let wrong = try await workplace.dal("migrate", "verify", "--format", "json")
        #expect(wrong.status == .exited(3), "\(wrong.errors)")
        let records = try #require(try json(wrong) as? [[String: Any]])
        let failed = records.filter { $0["outcome"] as? String == "fails" }
        #expect(!failed.isEmpty && failed.allSatisfy { $0["line"] is Int && $0["reason"] is String }, "\(records)")
        try workplace.edit("migrations/034_vehicle_model_order.sql") { $0 + "\n-- edited\n" }
        let edited = try await workplace.dal("migrate", "verify")
        #expect(edited.status == .exited(3) && edited.output.contains("its file has changed"), "\(edited.output)")
    }

    @Test("fingerprint and diff: the same database is equal, 0; a changed one is named, 2; a spoilt file is refused, 1")
    func fingerprint() async throws {
        let workplace = try await Workplace.provisioned()
        let text = try await workplace.dal("migrate", "fingerprint")
        #expect(text.status == .exited(0) && text.output.contains("\ntable public.vendors\n"), "\(text.errors)")
        let hash = try await workplace.dal("migrate", "fingerprint", "--hash")
        #expect(hash.output.wholeMatch(of: #/[0-9a-f]{64}\n/#) != nil)
        let file = workplace.root.appending(path: "before.txt")
        try text.output.write(to: file, atomically: true, encoding: .utf8)
        let equal = try await workplace.dal("migrate", "diff", "fleetdb", "./before.txt")
        #expect(equal.status == .exited(0) && equal.output.isEmpty, "\(equal.output)\(equal.errors)")
        _ = try await psql(workplace, "CREATE TABLE extra (a int)")
        let changed = try await workplace.dal("migrate", "diff", "./before.txt", "fleetdb")
        #expect(changed.status == .exited(2) && changed.output.contains("+ table public.extra"))
        let records = try await workplace.dal("migrate", "diff", "./before.txt", "fleetdb", "--format", "json")
        #expect(records.status == .exited(2))
        let objects = (try json(records) as? [[String: Any]])?.compactMap { $0["object"] as? String }
        #expect(objects?.contains("table public.extra") == true)
        #expect(try await workplace.dal("migrate", "fingerprint", "--hash").output != hash.output)
        try text.output.dropLast(200).description.write(to: file, atomically: true, encoding: .utf8)
        let spoilt = try await workplace.dal("migrate", "diff", "./before.txt", "fleetdb")
        #expect(spoilt.status == .exited(1) && !spoilt.errors.isEmpty)
    }

    @Test("rehearse: 0 for a down that undoes, 3 for one that does not, while others are connected to the original")
    func rehearse() async throws {
        let workplace = try await Workplace.provisioned()
        // Started before, so that the rehearsal goes to a server in use.
        let run = try await LocalEnvironmentRun.start(workplace)
        let file = workplace.project.appending(path: "migrations/040_extra.sql")
        try (Self.extra + "DROP TABLE extra;\n").write(to: file, atomically: true, encoding: .utf8)
        let before = try await workplace.dal("migrate", "fingerprint", "--rows", "--hash")
        let sleeper = try workplace.startDAL(
            "psql", "--as", "admin", "--", "-c", "BEGIN; LOCK vendors IN ROW EXCLUSIVE MODE; SELECT pg_sleep(600)")
        let holder = "FROM pg_locks WHERE relation = 'vendors'::regclass AND mode = 'RowExclusiveLock'"
        while try await psql(workplace, "SELECT count(*) \(holder)") != "1\n" {
            try #require(sleeper.process.exitStatus == nil)
        }
        let good = try await workplace.dal("migrate", "rehearse", "--format", "json")
        #expect(good.status == .exited(0), "\(good.output)\(good.errors)")
        let report = try #require(try json(good) as? [String: Any])
        #expect(report["holds"] as? Bool == true && report["rehearsed"] as? [Int] == [40])
        try (Self.extra + "ALTER TABLE extra RENAME TO former_extra;\n").write(
            to: file, atomically: true, encoding: .utf8)
        let bad = try await workplace.dal("migrate", "rehearse", "--format", "json")
        #expect(bad.status == .exited(3), "\(bad.errors)")
        let findings = (try json(bad) as? [String: Any])?["findings"] as? [[String: Any]]
        #expect(findings?.first?["problem"] as? String == "not undone", "\(bad.output)")
        #expect(findings?.first?["file"] as? String == "040_extra.sql")
        #expect(try await psql(workplace, "SELECT pg_terminate_backend(pid) \(holder)") == "t\n")
        _ = await sleeper.result()
        #expect(try await workplace.dal("migrate", "fingerprint", "--rows", "--hash").output == before.output)
        #expect(await run.stop() == .exited(0))
    }

    @Test("adopt: surveys without a change; outside development wants the plan; then the versions count as applied")
    func adopt() async throws {
        let workplace = try await Workplace.provisioned()
        let known = try await workplace.dal("migrate", "adopt", "--baseline", "34")
        #expect(known.status == .exited(1) && known.errors.contains("has a history already"), "\(known.errors)")
        _ = try await psql(workplace, "DROP SCHEMA dal CASCADE")
        _ = try await psql(workplace, "CREATE TABLE old (tenant_id uuid); GRANT SELECT ON old TO fleet_webapp_user")
        let survey = try await workplace.dal("migrate", "adopt")
        #expect(survey.status == .exited(0), "\(survey.errors)")
        #expect(survey.output.contains("table public.old: SELECT to fleet_webapp_user"), "\(survey.output)")
        #expect(survey.output.contains("fleetadmin (administrator)"))
        let records = try #require(
            try json(try await workplace.dal("migrate", "adopt", "--format", "json")) as? [String: Any])
        #expect(records["administrator"] as? String == "fleetadmin" && records["findings"] is [[String: Any]])
        let staging = ["APP_ENV": "staging"]
        let refused = try await workplace.dal("migrate", "adopt", "--baseline", "34", environment: staging)
        #expect(refused.status == .exited(2), "\(refused.errors)")
        let hash = try #require(refused.errors.firstMatch(of: #/--plan ([0-9a-f]{64})/#)?.1)
        #expect(try await psql(workplace, "SELECT to_regnamespace('dal') IS NULL") == "t\n")
        let wrong = try await workplace.dal(
            "migrate", "adopt", "--baseline", "33", "--plan", String(hash), environment: staging)
        #expect(wrong.status == .exited(2))
        let done = try await workplace.dal(
            "migrate", "adopt", "--baseline", "34", "--plan", String(hash), environment: staging)
        #expect(done.status == .exited(0) && done.output == "adopted 030, 031, 032, 033, 034\n", "\(done.errors)")
        let status = try await workplace.dal("migrate", "status")
        #expect(status.status == .exited(0), "\(status.output)")
        let events = try await psql(workplace, "SELECT DISTINCT event FROM dal.migration_events")
        #expect(events == "adopted\n")
        #expect(try await workplace.dal("migrate", "adopt", "--plan", "0").status == .exited(64))
    }

    @Test("adopt --dump: writes the first migration's file, once, and the history with it where a baseline is given")
    func adoptWithDump() async throws {
        let workplace = try await Workplace.provisioned()
        _ = try await psql(workplace, "DROP SCHEMA dal CASCADE")
        let folder = workplace.project.appending(path: "migrations")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
        let dumped = try await workplace.dal("migrate", "adopt", "--dump")
        #expect(dumped.status == .exited(0), "\(dumped.errors)")
        #expect(dumped.output.hasSuffix("/fleet/migrations/001_baseline.sql\n"))
        #expect(dumped.errors.contains("dal migrate adopt --baseline 1"))
        #expect(try await psql(workplace, "SELECT to_regnamespace('dal') IS NULL") == "t\n")
        let again = try await workplace.dal("migrate", "adopt", "--dump")
        #expect(again.status == .exited(1) && again.errors.contains("has the same version"), "\(again.errors)")
        try FileManager.default.removeItem(at: folder.appending(path: "001_baseline.sql"))
        let adopted = try await workplace.dal(
            "migrate", "adopt", "--dump", "--baseline", "20", "--format", "json")
        #expect(adopted.status == .exited(0), "\(adopted.errors)")
        let record = try #require(try json(adopted) as? [String: Any])
        #expect(record["adopted"] as? [Int] == [20])
        let file = (record["dump"] as? [String: Any])?["file"] as? String
        #expect(file?.hasSuffix("/020_baseline.sql") == true)
        #expect(try await workplace.dal("migrate", "status").status == .exited(0))
    }
}
