/// The roles that PostgreSQL brings along. An application's login needs none of them: what it may do is granted on the
/// tables it works with.
public enum PredefinedRole {
    /// Whether a role is one of them. No other role's name can begin with `pg_`.
    public static func isName(_ role: String) -> Bool { role.hasPrefix("pg_") }

    /// Why an application's login must not act as it, in words that follow "can act as …, which". One that this list
    /// does not know is no safer for that.
    public static func reason(against role: String) -> String { reasons[role] ?? "is one of PostgreSQL's own roles" }

    private static let reasons = [
        "pg_execute_server_program": "runs programs as the server's operating system user",
        "pg_read_server_files": "reads any file the server can, the data directory's too",
        "pg_write_server_files": "writes any file the server can, its configuration too",
        "pg_read_all_data": "reads every table, whatever was granted",
        "pg_write_all_data": "writes every table, whatever was granted",
        "pg_signal_backend": "ends other logins' sessions",
        "pg_monitor": "sees the statements of other logins' sessions, values included",
        "pg_read_all_stats": "sees the statements of other logins' sessions, values included",
        "pg_read_all_settings": "sees the settings kept from others, such as where the server's keys lie",
        "pg_stat_scan_tables": "holds locks while it scans tables it has no grant on",
        "pg_maintain": "locks, rebuilds and refreshes any table",
        "pg_checkpoint": "forces checkpoints",
        "pg_create_subscription": "makes the server connect to another and write what that sends",
        "pg_use_reserved_connections": "takes the connections kept for operators",
        "pg_signal_autovacuum_worker": "stops the vacuum that keeps tables usable",
    ]
}
