import Logging

/// What this process is told from outside, apart from its database.
struct FleetConfiguration: Sendable, Equatable {
    /// The address to listen on.
    var host: String
    /// 0 lets the system choose a free one.
    var port: Int
    /// Path of the file that holds the key tokens are signed with.
    var tokenKeyFile: String
    var logLevel: Logger.Level
    /// Whether requests run on the threads that own the database's connections.
    var usesDatabaseExecutor: Bool
    /// How many requests each bearer may send; nil for any number.
    var requestRate: RequestRate?
}
