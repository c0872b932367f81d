import Foundation
import Glibc

/// What `dal up` leaves for other commands and for scripts while it runs: `.local/run.json`.
struct RunFile: Codable, Sendable {
    struct URLs: Codable, Sendable {
        var api: String
        var health: String
    }

    struct Server: Codable, Sendable {
        var host: String
        var port: Int
        var database: String
        var socketDirectory: String
        var rootCertificate: String
    }

    var pid: Int32
    var environment: String
    /// `nil` until the application listens.
    var urls: URLs?
    /// The private server; `nil` when an existing one is used.
    var server: Server?
    var tokenPath: String?
    var startedAt: Date

    func write(to state: StateDirectory) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let data = try encoder.encode(self)
        let draft = state.runFile + ".new"
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: draft, contents: data, attributes: attributes),
            rename(draft, state.runFile) == 0
        else { throw Failure("\(state.runFile) cannot be written: \(String(cString: strerror(errno)))") }
    }

    static func read(from state: StateDirectory) -> RunFile? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try? decoder.decode(RunFile.self, from: Data(contentsOf: URL(filePath: state.runFile)))
    }

    /// Removes this process's own; one that somebody else wrote since stays.
    static func remove(from state: StateDirectory) {
        guard read(from: state)?.pid == getpid() else { return }
        try? FileManager.default.removeItem(atPath: state.runFile)
    }
}
