import Foundation
import Glibc
import Secrets

extension Context {
    static let tokenVariable = "DAL_TOKEN"

    /// The running application to ask for its pools.
    ///
    /// - Parameter url: Its base URL; nil takes the one that `dal up` runs here.
    func poolReports(from url: String?) async throws -> PoolReportSource {
        guard let pools = project.file.application.pools else {
            throw Failure(
                "\(project.file.name) does not show its pools", advice: "dal.yaml says where: application.pools.")
        }
        let base = try url ?? runningApplication()
        guard let scheme = URL(string: base)?.scheme, ["http", "https"].contains(scheme) else {
            throw Failure("\(base) is not a URL", advice: "Write one such as http://127.0.0.1:8080.")
        }
        return PoolReportSource(
            url: base.hasSuffix("/") ? String(base.dropLast()) : base, path: pools.path,
            token: try await poolToken(pools.permission))
    }

    private func runningApplication() throws -> String {
        guard let run = RunFile.read(from: state), kill(run.pid, 0) == 0 || errno == EPERM else {
            throw Failure(
                "nothing runs on \(state.path)",
                advice: "dal up starts the application; --url asks one that runs elsewhere.")
        }
        guard let url = run.urls?.api else {
            throw Failure("the application is still starting", advice: "Try again when dal up says ready.")
        }
        return url
    }

    /// A token that shows pools and nothing else: it belongs to no tenant, so no row is within its reach.
    private func poolToken(_ permission: String) async throws -> Secret {
        if let token = ProcessInfo.processInfo.environment[Self.tokenVariable], !token.isEmpty { return Secret(token) }
        guard isDevelopment else {
            throw Failure(
                "in \(environment) no token is made", advice: "Set \(Self.tokenVariable) to one with \(permission).")
        }
        let nobody = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        return try await token(for: nobody, permissions: [permission])
    }
}
