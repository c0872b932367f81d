import PostgresDriver

/// Why the process does not start without its database: what each login met, and what to do.
struct UnusableDatabase: Error, CustomStringConvertible {
    let cause: DatabaseError

    var description: String {
        "\(cause.detail ?? cause.description). Check that the server runs, and what DB_HOST, DB_PORT, DB_NAME, "
            + "DB_SSL_CA and each role's DB_…_USER and DB_…_PASSWORD say."
    }
}
