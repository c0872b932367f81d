import PostgresDriver

/// The tables that the workloads use. The scripts in `peers` know them too.
enum BenchmarkData {
    /// Rows of `accounts`; their keys are 1 to this.
    static let accounts = 1_000_000
    /// Rows of `readings`.
    static let readings = 100_000
    /// The numbers that the tenants' identifiers end with; tenant 123 owns the documents 123000 to 123999.
    static let tenants = 100...199
    /// Whom every contestant connects as: neither superuser nor owner, so that row-level security holds for it.
    static let login = "benchmark"
    /// The other login that a `Database` wants.
    static let webappLogin = "benchmark_webapp"

    static let summary = "1,000,000 accounts, 100,000 documents of 100 tenants, 100,000 readings"

    static let statements: [SQL] = [
        "CREATE TABLE accounts (id bigint PRIMARY KEY, name text NOT NULL, balance bigint NOT NULL)",
        """
        INSERT INTO accounts
        SELECT n, 'account number ' || n, (n * 7919) % 1000003 FROM generate_series(1::bigint, 1000000) AS n
        """,
        "CREATE TABLE documents (id bigint PRIMARY KEY, tenant_id uuid NOT NULL, title text NOT NULL)",
        """
        INSERT INTO documents
        SELECT n, ('00000000-0000-0000-0000-000000000' || n / 1000)::uuid, 'document number ' || n
        FROM generate_series(100000, 199999) AS n
        """,
        """
        CREATE POLICY tenant_isolation ON documents
        USING (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
        """,
        "ALTER TABLE documents ENABLE ROW LEVEL SECURITY",
        """
        CREATE TABLE readings (
            id bigint NOT NULL, name text NOT NULL, taken_at timestamptz NOT NULL, amount numeric(12, 2) NOT NULL,
            token uuid NOT NULL)
        """,
        """
        INSERT INTO readings
        SELECT n, 'reading number ' || n, timestamptz '2024-01-01 00:00:00+00' + n * interval '1.5 s',
            (n * 7919 % 100000007) / 100.0, md5(n::text)::uuid
        FROM generate_series(1, 100000) AS n
        """,
        "CREATE TABLE copied (LIKE readings)",
        "CREATE ROLE benchmark LOGIN",
        "CREATE ROLE benchmark_webapp LOGIN",
        "GRANT SELECT ON accounts, documents, readings TO benchmark",
        "GRANT INSERT, TRUNCATE ON copied TO benchmark",
        "VACUUM (ANALYZE, FREEZE) accounts",
        "VACUUM (ANALYZE, FREEZE) documents",
        "VACUUM (ANALYZE, FREEZE) readings",
        "CHECKPOINT",
    ]
}
