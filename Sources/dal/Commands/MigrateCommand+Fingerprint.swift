import ArgumentParser
import Foundation
import PostgresCatalog
import PostgresDriver

extension MigrateCommand {
    /// `dal migrate fingerprint`
    struct Fingerprinting: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fingerprint",
            abstract: "Prints everything in the database's catalogue in a readable form, with its hash.",
            discussion: "dal migrate diff reads what this printed: dal migrate fingerprint > before.txt")

        @OptionGroup var options: ProjectOptions
        @Option(help: "The database; by default the project's.") var database: String?
        @Flag(help: "Adds a checksum of each table's rows, which reads all of them.") var rows = false
        @Flag(name: .customLong("hash"), help: "Prints the hash alone.") var hashOnly = false

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withInterruptibleServer(for: "dal migrate") { server in
                    let fingerprint = try await context.fingerprint(of: database, on: server, withRows: rows)
                    if hashOnly {
                        Terminal.standardOutput.line(fingerprint.hash)
                    } else {
                        Terminal.standardOutput.write(fingerprint.text)
                    }
                }
            }
        }
    }
}

extension Context {
    /// Reads a database's fingerprint as the administrator.
    func fingerprint(
        of database: String?, on server: DatabaseServer, withRows: Bool = false
    ) async throws -> Fingerprint {
        var configuration = try configuration(as: .admin, on: server)
        if let database { configuration.database = database }
        return try await PostgresConnection.withConnection(to: configuration) { connection in
            let catalogue = try await Fingerprint.readCatalogue(from: connection)
            return withRows ? catalogue.joined(with: try await Fingerprint.readRows(from: connection)) : catalogue
        }
    }
}
