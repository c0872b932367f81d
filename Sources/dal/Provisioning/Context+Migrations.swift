import Foundation
import Migrations

extension Context {
    /// The project's migrations, run as the administrator.
    func migrations(on server: DatabaseServer) throws -> MigrationRunner {
        let progress = Progress()
        let files = try MigrationDirectory.load(project.path(project.file.database.migrations))
        for gap in MigrationDirectory.gaps(in: files) {
            let missing =
                gap.count == 1 ? gap.lowerBound.padded : "\(gap.lowerBound.padded) to \(gap.upperBound.padded)"
            progress.note("no migration has the number \(missing): was a file left out?")
        }
        return MigrationRunner(
            connection: try configuration(as: .admin, on: server), files: files, toolVersion: Version.number
        ) { event in
            switch event {
            case .retrying(let version, let attempt, let delay, let reason, _):
                progress.note(
                    "\(version.padded): attempt \(attempt) met a lock (\(reason)); again in \(delay.seconds) s")
            case .finished(let direction, let version, let name, let duration):
                progress.note("\(direction.rawValue) \(version.padded) \(name) (\(duration.seconds) s)")
            case .started, .statement, .notice, .waiting, .underWay, .dropped: break
            }
        }
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

extension Int {
    /// A version as files are numbered: `031`.
    var padded: String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, 3 - digits.count)) + digits
    }
}

extension [Int] {
    /// Versions for a message: `030, 031`.
    var versionList: String { map(\.padded).joined(separator: ", ") }
}
