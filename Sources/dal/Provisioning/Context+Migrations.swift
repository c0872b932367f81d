import Foundation
import Migrations

extension Context {
    /// The project's migrations, run as the administrator.
    /// - Parameter options: By default those of `dal.yaml`.
    func migrations(on server: DatabaseServer, _ options: MigrationOptions? = nil) throws -> MigrationRunner {
        let progress = Progress()
        let files = try project.migrations()
        for gap in MigrationDirectory.gaps(in: files) {
            let missing =
                gap.count == 1 ? gap.lowerBound.padded : "\(gap.lowerBound.padded) to \(gap.upperBound.padded)"
            progress.note("no migration has the number \(missing): was a file left out?")
        }
        return MigrationRunner(
            connection: try configuration(as: .admin, on: server), files: files, toolVersion: Version.number,
            options: options ?? MigrationOptions(project.file.database.limits)
        ) { progress.tell($0.text) }
    }
}

extension MigrationStatus {
    /// A line for people: version, state, name, when.
    var line: String {
        let when = appliedAt.map { "  \($0.ISO8601Format())" } ?? ""
        let took = duration.map { "  \($0.seconds) s" } ?? ""
        return
            "\(version.padded)  \(state.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0))  \(name)\(when)\(took)"
    }
}

/// A status for machines.
struct StatusRecord: Encodable {
    var version: Int
    var name: String
    var state: String
    var appliedAt: Date?
    var seconds: Double?

    init(_ status: MigrationStatus) {
        version = status.version
        name = status.name
        state = status.state.rawValue
        appliedAt = status.appliedAt
        seconds = status.duration.map { $0 / .seconds(1) }
    }
}
