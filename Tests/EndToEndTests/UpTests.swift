import Foundation
import Glibc
import ProcessSupervision
import Testing

@Suite("dal up", .timeLimit(.minutes(5)))
struct UpTests {
    @Test("goes from nothing to a healthy API with three pools under three users, and stops without a trace")
    func fromNothing() async throws {
        let run = try await LocalEnvironmentRun.start(Workplace())
        let workplace = run.workplace
        #expect(run.command.outputSoFar.split(separator: "\n").last?.hasPrefix("ready http://127.0.0.1:") == true)

        let token = try await run.token(tenant: "acme")
        let health = try await run.request("GET", "/api/health/database", token: token)
        #expect(health.status == 200)
        #expect(health.body["status"] as? String == "healthy")
        let pools = try #require(health.body["pools"] as? [String: [String: any Sendable]])
        #expect(
            pools.mapValues { $0["user"] as? String } == [
                "admin": "fleetadmin", "webapp": "fleet_webapp_user", "readonly": "fleet_readonly_user",
            ])
        #expect(pools.mapValues { $0["max"] as? Int } == ["admin": 5, "webapp": 20, "readonly": 10])
        let anonymous = try await run.request("GET", "/api/health/database")
        #expect(Set(anonymous.body.keys) == ["status", "checkedAt"])

        let models = try await run.request("GET", "/api/vehicle-models?limit=1", token: token)
        #expect((models.body["pagination"] as? [String: any Sendable])?["total"] as? Int == 33_442)

        let server = try #require(try await runningServer(of: workplace))
        #expect(await run.stop() == .exited(0))
        #expect(kill(server, 0) == -1, "the server still runs")
        #expect(!FileManager.default.fileExists(atPath: workplace.state.appending(path: "run.json").path))

        let again = try await LocalEnvironmentRun.start(workplace)
        let total = try await again.request("GET", "/api/vehicle-models?limit=1", token: token)
        #expect((total.body["pagination"] as? [String: any Sendable])?["total"] as? Int == 33_442)
        #expect(await again.stop() == .exited(0))
    }

    @Test("keeps tenants apart on the vendor routes")
    func vendorRoutes() async throws {
        let run = try await LocalEnvironmentRun.start(Workplace.provisioned())
        let acme = try await run.token(tenant: "acme")
        let globex = try await run.token(tenant: "globex")
        #expect(try await run.request("GET", "/api/vendors").status == 401)

        let made = try await run.request("POST", "/api/vendors", token: acme, json: #"{"name":"Only Acme's"}"#)
        #expect(made.status == 201)
        let vendor = try #require(made.body["data"] as? [String: any Sendable])
        let id = try #require(vendor["id"] as? String)
        #expect(try await run.request("GET", "/api/vendors/\(id)", token: acme).status == 200)
        #expect(try await run.request("GET", "/api/vendors/\(id)", token: globex).status == 404)
        #expect(try await run.request("DELETE", "/api/vendors/\(id)", token: globex).status == 404)
        let list = try await run.request("GET", "/api/vendors?limit=200", token: globex)
        let names = (list.body["data"] as? [[String: any Sendable]])?.compactMap { $0["name"] as? String } ?? []
        #expect(!names.isEmpty && !names.contains("Only Acme's"))
        #expect(try await run.request("DELETE", "/api/vendors/\(id)", token: acme).status == 204)

        let readOnly = try await run.token(tenant: "acme", permissions: "vendor:view:global")
        #expect(try await run.request("GET", "/api/vendors", token: readOnly).status == 200)
        #expect(try await run.request("POST", "/api/vendors", token: readOnly, json: #"{"name":"x"}"#).status == 403)
        #expect(await run.stop() == .exited(0))
    }

    @Test("killed with kill -9 takes server and API along, and the data are there at the next start")
    func killed() async throws {
        let run = try await LocalEnvironmentRun.start(Workplace.provisioned())
        let token = try await run.token(tenant: "acme")
        let made = try await run.request("POST", "/api/vendors", token: token, json: #"{"name":"Survivor"}"#)
        let id = try #require((made.body["data"] as? [String: any Sendable])?["id"] as? String)
        let server = try #require(try await runningServer(of: run.workplace))
        kill(run.command.pid, SIGKILL)
        let start = ContinuousClock.now
        while true {
            guard kill(server, 0) == 0 || Loopback.isListening(on: run.port) else { break }
            try #require(ContinuousClock.now - start < .seconds(30), "the server or the API outlived dal up")
            try await Task.sleep(for: .milliseconds(20))
        }
        let again = try await LocalEnvironmentRun.start(run.workplace)
        #expect(try await again.request("GET", "/api/vendors/\(id)", token: token).status == 200)
        #expect(await again.stop() == .exited(0))
    }

    @Test("a second time on the same data says who runs, with exit code 5")
    func second() async throws {
        let run = try await LocalEnvironmentRun.start(Workplace.provisioned())
        let second = try await run.workplace.dal("up", "--port", "0")
        #expect(second.status == .exited(5))
        #expect(second.errors.contains("pid \(run.command.pid)"))
        #expect(second.errors.contains(run.url))
        #expect(await run.stop() == .exited(0))
    }

    @Test("run again changes nothing: no row, no number from a sequence, no password")
    func secondRun() async throws {
        let workplace = try await Workplace.provisioned()
        let question = """
            SELECT (SELECT count(*) FROM vehicle_models), (SELECT count(*) FROM vendors), (SELECT count(*) FROM inspections),
              (SELECT count(*) FROM db_user_audit), (SELECT max(version) FROM vendors),
              (SELECT string_agg(sequencename || coalesce(last_value, 0), ',' ORDER BY 1) FROM pg_sequences)
            """
        let before = try await workplace.dal("psql", "--as", "admin", "--", "-Atc", question)
        let password = try workplace.read("secrets/fleet_webapp_user")
        #expect(before.output.hasPrefix("33442|"), "\(before.errors)")
        let result = try await workplace.dal("up", "--port", "0", "--exit-after-ready")
        #expect(result.status == .exited(0), "\(result.errors)")
        let after = try await workplace.dal("psql", "--as", "admin", "--", "-Atc", question)
        #expect(after.output == before.output)
        #expect(try workplace.read("secrets/fleet_webapp_user") == password)
    }

    @Test("makes a server with checksums, TLS, SCRAM everywhere, and a closed socket")
    func privateServer() async throws {
        let workplace = try await Workplace.provisioned()
        let answer = try await workplace.dal(
            "psql", "--as", "admin", "--", "-Atc",
            """
            SELECT current_setting('data_checksums'), current_setting('ssl'), current_setting('password_encryption'),
              current_setting('unix_socket_permissions'), datcollate, pg_encoding_to_char(encoding),
              (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid())
            FROM pg_database WHERE datname = current_database()
            """)
        #expect(answer.output == "on|on|scram-sha-256|0700|C.UTF-8|UTF8|t\n", "\(answer.errors)")
        let rules = try workplace.read("postgres/pg_hba.conf").split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(rules.allSatisfy { $0.hasSuffix("scram-sha-256") && !$0.hasPrefix("host ") })
        let roles = try await workplace.dal(
            "psql", "--as", "admin", "--", "-Atc",
            """
            SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolconnlimit FROM pg_roles
            WHERE rolname ~ '^fleet' ORDER BY 1
            """)
        #expect(
            roles.output == """
                fleet_across_tenants|f|f|f|f|-1
                fleet_audit|f|f|f|f|-1
                fleet_jobs_user|f|f|f|f|10
                fleet_readonly|f|f|f|f|-1
                fleet_readonly_user|f|f|f|f|20
                fleet_webapp|f|f|f|f|-1
                fleet_webapp_user|f|f|f|f|50
                fleetadmin|f|t|t|f|-1

                """)
    }

    @Test("works in a clone with a long path", arguments: [String(repeating: "a-rather-long-folder-name-", count: 6)])
    func longPath(name: String) async throws {
        let result = try await Workplace(name).dal("up", "--port", "0", "--exit-after-ready")
        #expect(result.status == .exited(0), "\(result.errors)")
    }

    /// The postmaster's pid.
    private func runningServer(of workplace: Workplace) async throws -> Int32? {
        let file = workplace.state.appending(path: "postgres/data/postmaster.pid")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").first.flatMap { Int32($0) }
    }
}
