import Foundation
import Migrations
import PostgresDriver

/// A runner of migrations to be raced and killed: applies the folder's migrations to the database that the environment
/// names, resumes or rolls back, or only plans to, and says which versions.
@main
struct MigrationProbe {
    private static let variable = "MIGRATION_PROBE_CONNECTION"

    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count == 2, let connection = ProcessInfo.processInfo.environment[variable] else {
            say("usage: \(variable)=… migration-probe FOLDER apply|plan|plan-rollback|resume|rollback\n")
            exit(64)
        }
        do {
            var options = MigrationOptions(operatorName: "probe")
            options.lockWait = .seconds(300)
            options.statementTimeout = .seconds(60)
            let runner = MigrationRunner(
                connection: try ConnectionConfiguration(connectionString: connection),
                files: try MigrationDirectory.load(arguments[0]), toolVersion: "1.0", options: options)
            let done =
                switch arguments[1] {
                case "plan": try await runner.plan(.apply(upTo: nil)).steps.map(\.file.version)
                case "plan-rollback": try await runner.plan(.rollback(to: 0)).steps.map(\.file.version)
                case "resume": try await runner.resume()
                case "rollback": try await runner.rollback(to: 0)
                default: try await runner.apply()
                }
            say("done \(done.map(String.init).joined(separator: " "))\n")
        } catch {
            say("\(error)\n")
            exit((error as? MigrationError)?.exitCode ?? 1)
        }
    }

    /// Unbuffered: the test reads it while this process runs.
    private static func say(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
