import Configuration
import DataAccess
import Foundation

/// Everything this process is told from outside.
struct ProcessConfiguration: Sendable {
    var fleet: FleetConfiguration
    var database: DatabaseConfiguration

    /// Reads the process's environment, over `.env.<environment>`, over `.env`, all in the current folder.
    /// `APP_ENV` names the environment; without it that is `development`.
    ///
    /// - Throws: `ConfigurationFailure` with everything that is wrong in either part.
    static func read() async throws -> ProcessConfiguration {
        let environment = ProcessInfo.processInfo.environment["APP_ENV"] ?? "development"
        return try ProcessConfiguration(
            try await DatabaseConfiguration.environmentReader(environment: environment))
    }

    init(_ reader: ConfigReader) throws {
        var problems: [String] = []
        let fleet = Self.collect(into: &problems) { try FleetConfiguration(reader) }
        let database = Self.collect(into: &problems) { try DatabaseConfiguration(reader: reader) }
        guard let fleet, let database else { throw ConfigurationFailure(problems: problems) }
        self.fleet = fleet
        self.database = database
    }

    private static func collect<Part>(into problems: inout [String], _ read: () throws -> Part) -> Part? {
        do {
            return try read()
        } catch let failure as ConfigurationFailure {
            problems += failure.problems
        } catch let failure as ConfigurationProblems {
            problems += failure.problems.map { "\($0.key) \($0.problem). \($0.remedy)" }
        } catch {
            problems.append("\(error)")
        }
        return nil
    }
}
