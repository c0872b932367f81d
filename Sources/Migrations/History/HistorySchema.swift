import PostgresDriver

/// How the history is laid down in a database: a row a version for where it stands, and events that are only ever
/// added to. Nobody but the administrator who owns it sees either.
enum HistorySchema {
    /// What may be told of a version.
    private static let knownEvents =
        SQL(verbatim: "event IN ('started', 'done', 'failed', 'resumed', 'repaired', 'adopted')")

    static let creation: [SQL] = [
        "CREATE SCHEMA IF NOT EXISTS dal",
        "REVOKE ALL ON SCHEMA dal FROM PUBLIC",
        """
        CREATE TABLE dal.migration_history (
            version bigint PRIMARY KEY,
            name text NOT NULL,
            sha256 text NOT NULL,
            direction text NOT NULL CHECK (direction IN ('up', 'down')),
            state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
            statements_total integer NOT NULL,
            statements_done integer NOT NULL,
            statement_hashes text[] NOT NULL,
            statement_begun integer,
            error_stmt integer,
            error text,
            started_at timestamptz NOT NULL,
            finished_at timestamptz,
            operator text NOT NULL,
            tool_version text NOT NULL,
            plan_sha256 text NOT NULL
        )
        """,
        "REVOKE ALL ON TABLE dal.migration_history FROM PUBLIC",
        """
        CREATE TABLE dal.migration_events (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            at timestamptz NOT NULL DEFAULT clock_timestamp(),
            version bigint NOT NULL,
            name text NOT NULL,
            sha256 text NOT NULL,
            direction text NOT NULL,
            event text NOT NULL CHECK (\(knownEvents)),
            error_stmt integer,
            error text,
            statements_done integer,
            reason text,
            operator text NOT NULL,
            login text NOT NULL DEFAULT session_user,
            tool_version text NOT NULL,
            plan_sha256 text NOT NULL
        )
        """,
        "REVOKE ALL ON TABLE dal.migration_events FROM PUBLIC",
        """
        CREATE FUNCTION dal.refuse_change_of_events() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            RAISE EXCEPTION 'dal.migration_events is only ever added to';
        END
        $$
        """,
        "REVOKE ALL ON FUNCTION dal.refuse_change_of_events() FROM PUBLIC",
        """
        CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON dal.migration_events
        FOR EACH STATEMENT EXECUTE FUNCTION dal.refuse_change_of_events()
        """,
    ]

    /// What brings a history up to date that was laid down before it could be resumed, repaired and adopted. In one
    /// transaction, so that the column alone tells whether it is done.
    static let upgrade: [SQL] = [
        "ALTER TABLE dal.migration_history ADD COLUMN statement_begun integer",
        // What it was doing is not known, so it may have been the next statement.
        """
        UPDATE dal.migration_history SET statement_begun = statements_done + 1
        WHERE state = 'running' AND statements_done < statements_total
        """,
        """
        ALTER TABLE dal.migration_events ADD COLUMN statements_done integer, ADD COLUMN reason text,
            DROP CONSTRAINT migration_events_event_check,
            ADD CONSTRAINT migration_events_event_check CHECK (\(knownEvents))
        """,
    ]
}
