import Configuration
import Logging

extension FleetConfiguration {
    /// Reads `FLEET_HTTP_HOST` (127.0.0.1), `FLEET_HTTP_PORT` (0 to 65535; 8080), `FLEET_TOKEN_KEY_FILE` (required),
    /// `FLEET_DATABASE_EXECUTOR` (true), `FLEET_RATE_LIMIT` (requests a minute and bearer, 0 for any number; 6000) and
    /// `LOG_LEVEL` (info).
    ///
    /// - Throws: `ConfigurationFailure` with every variable that is wrong.
    init(_ reader: ConfigReader) throws(ConfigurationFailure) {
        var problems: [String] = []
        host = reader.string(forKey: "fleet.http.host", default: "127.0.0.1")
        if host.isEmpty { problems.append("FLEET_HTTP_HOST is empty; write an address such as 127.0.0.1.") }
        let port = reader.string(forKey: "fleet.http.port", default: "8080")
        self.port = Int(port) ?? -1
        if !(0...65535).contains(self.port) {
            problems.append("FLEET_HTTP_PORT is not a port; write a number from 0 (any free port) to 65535.")
        }
        tokenKeyFile = reader.string(forKey: "fleet.token.key.file", default: "")
        if tokenKeyFile.isEmpty {
            problems.append("FLEET_TOKEN_KEY_FILE is missing; write the path of the file with the token key.")
        }
        let executor = reader.string(forKey: "fleet.database.executor", default: "true")
        usesDatabaseExecutor = executor == "true"
        if !["true", "false"].contains(executor) {
            problems.append("FLEET_DATABASE_EXECUTOR is neither true nor false; write one of them.")
        }
        let rate = reader.string(forKey: "fleet.rate.limit", default: "6000")
        let perMinute = Int(rate) ?? -1
        requestRate = RequestRate(perMinute: perMinute)
        if !(0...1_000_000).contains(perMinute) {
            problems.append("FLEET_RATE_LIMIT is not a number from 0 (no limit) to 1000000 requests a minute.")
        }
        let level = Logger.Level(rawValue: reader.string(forKey: "log.level", default: "info").lowercased())
        logLevel = level ?? .info
        if level == nil {
            let names = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            problems.append("LOG_LEVEL is not a level; write one of \(names).")
        }
        guard problems.isEmpty else { throw ConfigurationFailure(problems: problems) }
    }
}
