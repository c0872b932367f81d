import DataAccess
import Foundation
import Glibc

/// The fleet API as a process: configured by the environment alone, one line on standard output when it listens, logs
/// on standard error, graceful shutdown on SIGTERM and SIGINT.
@main
enum FleetAPI {
    static func main() async {
        guard CommandLine.arguments.count == 1 else {
            if CommandLine.arguments.dropFirst() == ["--print-schema"] { return printSchema() }
            write(
                """
                usage: fleet-api [--print-schema]
                --print-schema prints the declared tables, for dal schema check, and ends. To serve it takes no
                arguments; see FLEET_HTTP_HOST, FLEET_HTTP_PORT, FLEET_TOKEN_KEY_FILE, LOG_LEVEL and DB_*.

                """, to: .standardError)
            exit(64)
        }
        do {
            try await Launch.run { address in write("listening \(address)\n", to: .standardOutput) }
        } catch {
            write("fleet-api cannot start: \(error)\n", to: .standardError)
            exit(1)
        }
    }

    /// Needs neither a database nor a configuration.
    private static func printSchema() {
        do {
            write("\(try DeclaredSchema(DeclaredTables.all).json())\n", to: .standardOutput)
        } catch {
            write("fleet-api cannot print its declarations: \(error)\n", to: .standardError)
            exit(1)
        }
    }

    /// Unbuffered, so that whoever waits for the line gets it at once. Nobody is left to tell when it fails.
    private static func write(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
