import AccessControl
import DataAccessTesting
import FleetTesting
import PostgresDriver
import Testing

@testable import PostgresCatalog

/// The whole proof on a real server, first as Fleet's files make it, then with one thing after the other gone wrong.
@Suite(.serialized) struct FleetAccessTests {
    @Test func fleetsFilesAgreeWithFleetsPolicy() async throws {
        try await FleetTestServer.with { fleet in
            let before = try await fleet.footprint(), writes = try await fleet.writes()
            let proof = try await fleet.prove()
            #expect(proof.surprises.map(\.description) == [])
            #expect(proof.probes.map(\.login) == ["fleet_webapp_user", "fleet_readonly_user", "fleet_jobs_user"])
            for probe in proof.probes {
                #expect(probe.allowed >= 10)
                #expect(probe.refused >= 40)
            }
            // From PostgreSQL 16 on CREATEROLE does not reach PostgreSQL's own roles.
            let reachesServer = try await fleet.serverVersion() < 160_000
            #expect(proof.matrix.risks.count { $0.contains("pg_execute_server_program") } == (reachesServer ? 1 : 0))
            #expect(proof.matrix.risks.count { $0.contains("large objects") } == 1)
            for line in proof.text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
            #expect(try await fleet.footprint() == before)
            #expect(try await fleet.writes() == writes)
        }
    }

    @Test func everyFaultOfALiveServerIsNamed() async throws {
        try await FleetTestServer.with { fleet in
            let version = try await fleet.serverVersion()
            for fault in LiveFault.all where fault.versions.contains(version) {
                let before = try await fleet.footprint()
                try await fleet.run(fault.make)
                let faulty = try await fleet.footprint(), writes = try await fleet.writes()
                let found = try await fleet.prove().surprises.map(\.description)
                #expect(try await fleet.footprint() == faulty, "\(fault.make)")
                #expect(try await fleet.writes() == writes, "\(fault.make)")
                for expected in fault.expected {
                    #expect(found.contains(expected), "\(fault.make)\n\(found.joined(separator: "\n"))")
                }
                try await fleet.run(fault.undo)
                #expect(try await fleet.footprint() == before, "\(fault.make) not undone")
            }
            #expect(try await fleet.prove().surprises.map(\.description) == [])
        }
    }

    @Test("long values lie in tables of their own, past row-level security: a grant on one of those is named")
    func grantOnStoredValues() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                """
                DO $$ BEGIN
                  EXECUTE format('GRANT SELECT ON %s TO fleet_readonly',
                                 (SELECT reltoastrelid::regclass FROM pg_class WHERE oid = 'vendors'::regclass));
                END $$
                """
            ])
            let found = try await fleet.prove().surprises.map(\.description)
            #expect(found.count == 1)
            #expect(found.first?.hasPrefix("fleet_readonly: may SELECT on toast table pg_toast.pg_toast_") == true)
        }
    }

    @Test("extensions as they come, made by a superuser or by the administrator, are no finding")
    func extensionsAsTheyCome() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "CREATE EXTENSION pgstattuple", "CREATE EXTENSION pg_buffercache",
                "CREATE EXTENSION pg_stat_statements",
                "SET ROLE fleetadmin", "CREATE EXTENSION citext", "CREATE EXTENSION pg_trgm", "CREATE EXTENSION hstore",
            ])
            #expect(try await fleet.prove().surprises.map(\.description) == [])
        }
    }

    /// The evaluation here against the server's own, for every role, table, sequence, schema and privilege.
    @Test func effectivePrivilegesAgreeWithTheServer() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "CREATE ROLE plain", "CREATE ROLE above IN ROLE fleet_readonly", "GRANT above TO plain",
                "CREATE ROLE reads_all IN ROLE pg_read_all_data", "CREATE ROLE writes_all IN ROLE pg_write_all_data",
                "GRANT UPDATE (name) ON vendors TO plain", "GRANT SELECT ON vehicle_models TO PUBLIC",
            ])
            var privileges = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "USAGE"]
            if try await fleet.serverVersion() >= 170_000 {
                try await fleet.run(["CREATE ROLE maintains IN ROLE pg_maintain", "GRANT MAINTAIN ON vendors TO above"])
                privileges.append("MAINTAIN")
            }
            let connection = try await PostgresConnection.connect(to: fleet.superuser())
            let catalog = try await CatalogSnapshot.read(from: connection)
            let asked = try await connection.query(
                """
                SELECT r.rolname, n.nspname || '.' || c.relname, p.name,
                       CASE WHEN c.relkind = 'S' THEN has_sequence_privilege(r.oid, c.oid, p.name)
                            WHEN p.name IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                            THEN has_table_privilege(r.oid, c.oid, p.name) OR has_any_column_privilege(r.oid, c.oid, p.name)
                            ELSE has_table_privilege(r.oid, c.oid, p.name) END
                FROM pg_roles r, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
                     unnest(\(privileges)::text[]) AS p (name)
                WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                  AND (c.relkind = 'S') = (p.name = 'USAGE') AND r.rolname NOT IN ('pg_read_all_data', 'pg_write_all_data', 'pg_maintain')
                """)
            await connection.close()
            #expect(asked.count > 1_000)
            let effective = Dictionary(
                uniqueKeysWithValues: catalog.roles.map { ($0.name, EffectivePrivileges(of: $0.name, in: catalog)) })
            for row in asked {
                let (role, relation, privilege, answer) = try row.decode(
                    String.self, String.self, String.self, Bool.self)
                let object = try #require(catalog.relations.first { $0.qualifiedName == relation })
                let held = try #require(effective[role]).held(try #require(Privilege(rawValue: privilege)), on: object)
                #expect(held.contains(where: \.isImmediate) == answer, "\(role) \(privilege) \(relation)")
            }
        }
    }
}
