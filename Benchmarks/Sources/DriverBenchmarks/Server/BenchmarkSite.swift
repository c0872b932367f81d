import PostgresDriver

/// The filled server as contestants find it.
struct BenchmarkSite: Sendable {
    /// The variable in which our own program finds ``copyFile``.
    static let copyFileVariable = "BENCHMARK_COPY_FILE"

    /// The variables that name the server and the login, which every contestant understands, and the file for COPY.
    let environment: [String: String]
    /// What the server calls itself.
    let serverVersion: String
    /// The folder of PostgreSQL's own programs.
    let postgresPrograms: String
    /// The rows of `readings` in COPY's binary format.
    let copyFile: String
}
