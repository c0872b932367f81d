import Foundation

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
        try encoder.encode(self).write(to: URL(filePath: state.runFile), options: .atomic)
    }

    static func read(from state: StateDirectory) -> RunFile? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try? decoder.decode(RunFile.self, from: Data(contentsOf: URL(filePath: state.runFile)))
    }

    static func remove(from state: StateDirectory) {
        try? FileManager.default.removeItem(atPath: state.runFile)
    }
}
