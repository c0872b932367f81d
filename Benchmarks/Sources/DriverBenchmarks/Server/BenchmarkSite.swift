import PostgresDriver

/// The filled server as contestants find it.
struct BenchmarkSite: Sendable {
    /// The variables that name the server and the login, which every contestant understands.
    let environment: [String: String]
    /// What the server calls itself.
    let serverVersion: String
    /// The folder of PostgreSQL's own programs.
    let postgresPrograms: String
    /// The rows of `readings` in COPY's binary format, for psql.
    let copyFile: String
}
