import Configuration
import Foundation
import Secrets
import SystemPackage

/// What a command works with: the project, its local state, its settings and its secrets.
struct Context: Sendable {
    let project: Project
    let state: StateDirectory
    let settings: DatabaseSettings
    let environment: String

    /// The private server's secrets, or those of the existing server in use: one server's are never shown to another.
    var secrets: SecretDirectory {
        SecretDirectory(path: settings.existing.map { "\(state.secrets)-\($0.label)" } ?? state.secrets)
    }
    var isDevelopment: Bool { environment == "development" }

    init(project: Project, state: StateDirectory) async throws {
        self.project = project
        self.state = state
        environment = ProcessInfo.processInfo.environment["APP_ENV"] ?? "development"
        settings = try DatabaseSettings(try await Self.reader(in: project.root, environment: environment))
    }

    /// The process's environment over `.env.<environment>` over `.env`.
    private static func reader(in folder: URL, environment: String) async throws -> ConfigReader {
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider()]
        for name in [".env.\(environment)", ".env"] {
            let path = FilePath(folder.appending(path: name).path)
            providers.append(try await EnvironmentVariablesProvider(environmentFilePath: path, allowMissing: true))
        }
        return ConfigReader(providers: providers)
    }
}
