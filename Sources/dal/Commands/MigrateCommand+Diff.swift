import ArgumentParser
import Foundation
import PostgresCatalog

extension MigrateCommand {
    /// `dal migrate diff`
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff",
            abstract: "Says what differs between the catalogues of two databases; exit code 2 when anything does.",
            discussion:
                "Each is a database of the server, or a file that dal migrate fingerprint wrote, given as a path.")

        @OptionGroup var options: ProjectOptions
        @Argument(help: "A database's name, or a file's path: it has a / or a . in it.") var first: String
        @Argument(help: "What it is compared with.") var second: String
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withInterruptibleServer(for: "dal migrate") { server in
                    let (one, other) = (
                        try await fingerprint(first, context, server), try await fingerprint(second, context, server)
                    )
                    let differences = one.differences(to: other)
                    switch format {
                    case .text: for difference in differences { Terminal.standardOutput.line(difference.description) }
                    case .json: try Terminal.standardOutput.json(differences.map(DifferenceRecord.init))
                    }
                    guard differences.isEmpty else { throw ExitCode(Failure.Kind.changesPending.rawValue) }
                }
            }
        }

        private func fingerprint(
            _ name: String, _ context: Context, _ server: DatabaseServer
        ) async throws -> Fingerprint {
            guard name.contains("/") || name.contains(".") else {
                return try await context.fingerprint(of: name, on: server)
            }
            let text: String
            do {
                text = try String(contentsOfFile: name, encoding: .utf8)
            } catch {
                throw Failure("\(name) cannot be read", advice: "Write it with dal migrate fingerprint > \(name).")
            }
            do {
                return try Fingerprint(text: text)
            } catch {
                throw Failure("\(name), \(error)")
            }
        }
    }
}

/// A difference for machines.
struct DifferenceRecord: Encodable {
    var object: String
    var kind: FingerprintDifference.Kind
    var changes: [FingerprintDifference.Change]

    init(_ difference: FingerprintDifference) {
        object = difference.object
        kind = difference.kind
        changes = difference.changes
    }
}
