import Foundation
import Secrets

/// The key tokens are signed with.
enum TokenKey {
    /// - Parameter path: a file readable by its owner alone, in a folder open to its owner alone.
    static func read(_ path: String) throws -> Secret {
        let file = URL(filePath: path)
        let directory = SecretDirectory(path: file.deletingLastPathComponent().path(percentEncoded: false))
        guard let key = try directory.read(file.lastPathComponent) else {
            throw ConfigurationFailure(problems: [
                "FLEET_TOKEN_KEY_FILE: there is no file \(path); `dal up` makes one, or write one of 32 bytes or more."
            ])
        }
        return key
    }
}
