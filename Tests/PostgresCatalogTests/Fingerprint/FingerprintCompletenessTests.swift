import DataAccessTesting
import PostgresDriver
import Testing

@testable import PostgresCatalog

/// A system catalogue that a later PostgreSQL brings has to be read, or to be named here with the reason why not.
@Suite struct FingerprintCompletenessTests {
    private static let notRead: [String: String] = [
        "pg_authid": "passwords; the rest through pg_roles",
        "pg_user_mapping": "options; the rest through pg_user_mappings",
        "pg_largeobject": "data; its checksum is among the rows",
        "pg_shdepend": "follows from owners and grants",
        "pg_statistic": "data that ANALYZE gathers",
        "pg_statistic_ext_data": "data that ANALYZE gathers",
        "pg_replication_origin": "where replication stands, not how things are defined",
        "pg_subscription_rel": "where replication stands, not how things are defined",
    ]

    @Test("pain 12, what a diff does not know it misses: every system catalogue is read, or named with a reason")
    func everySystemCatalogueIsReadOrNamedWithAReason() async throws {
        let text = (FingerprintQuery.labels + FingerprintQuery.facts + [RowQuery.largeObjects])
            .map(\.text).joined(separator: "\n")
        let catalogues = try await withTestDatabase { database in
            try await database.withConnection { connection in
                try await connection.query(
                    """
                    SELECT relname::text FROM pg_class
                    WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r' ORDER BY 1
                    """
                ).map { row in try row.decode(String.self, at: 0) }
            }
        }
        #expect(catalogues.count > 60)
        for catalogue in catalogues where Self.notRead[catalogue] == nil {
            #expect(
                text.contains("pg_catalog.\(catalogue) ") || text.contains("pg_catalog.\(catalogue)\n"), "\(catalogue)")
        }
    }

    @Test func aThousandTablesAreReadWhole() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                _ = try await connection.query(
                    """
                    DO $$ BEGIN FOR i IN 1..1000 LOOP
                        EXECUTE format('CREATE TABLE t%s (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, '
                            'tenant uuid NOT NULL, name text NOT NULL DEFAULT %L CHECK (name <> %L), price numeric(10,2), '
                            'at timestamptz DEFAULT now(), other bigint REFERENCES t%s)', i, 'x', '', greatest(1, i - 1));
                        EXECUTE format('CREATE INDEX ON t%s (tenant, name)', i);
                    END LOOP; END $$
                    """)
                let fingerprint = try await Fingerprint.readCatalogue(from: connection)
                #expect(fingerprint.entries.count { $0.object.hasPrefix("table public.t") } == 1_000)
                #expect(fingerprint["table public.t7"]?["index t7_tenant_name_idx"] != nil)
            }
        }
    }
}
