package import PostgresDriver

/// The advisory lock that lets one writer at a time change a database: whoever runs migrations and whoever changes
/// access take the same one.
public enum WriterLock {
    /// "dal_migr" in ASCII.
    public static let key = 0x6461_6c5f_6d69_6772

    /// Asks who holds it, for ``BlockingSession``, with the age of the connection; no row when nobody does. A 64-bit key
    /// stands in pg_locks as two halves, with objsubid 1.
    package static let holder: SQL = """
        SELECT l.pid::int8, a.application_name, a.state,
            extract(epoch FROM clock_timestamp() - a.backend_start)::float8, NULL::text
        FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
          AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
          AND (l.classid::int8 << 32) | l.objid::int8 = \(key)
        """
}
