import AccessTokens
import Foundation
import Secrets

/// The key tokens are signed with.
enum TokenKey {
    /// Reads the key and makes of it what checks tokens.
    ///
    /// - Parameter path: a file readable by its owner alone, in a folder open to its owner alone.
    static func verifier(_ path: String) async throws -> TokenVerifier {
        let file = URL(filePath: path)
        let directory = SecretDirectory(path: file.deletingLastPathComponent().standardized.path)
        guard let key = try directory.read(file.lastPathComponent) else {
            throw ConfigurationFailure(problems: [
                "FLEET_TOKEN_KEY_FILE: there is no file \(path); `dal up` makes one, or write one of 32 bytes or more."
            ])
        }
        do {
            return try await TokenVerifier(key: key)
        } catch {
            throw ConfigurationFailure(problems: ["FLEET_TOKEN_KEY_FILE: \(error)."])
        }
    }
}
