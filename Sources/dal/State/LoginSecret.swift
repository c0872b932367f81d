import Crypto
import PostgresCatalog

/// The file that a login's password is stored in.
enum LoginSecret {
    /// The login's own name where that can be a file's; else what of it can, and enough of its hash to be nobody else's.
    static func name(of login: String) -> String {
        let plain = login.unicodeScalars.map { isPlain($0) ? Character($0) : "_" }
        if String(plain) == login, !login.hasPrefix("."), (1...100).contains(plain.count) { return login }
        let hash = SHA256.hash(data: Array(login.utf8)).prefix(8).hexadecimal
        return "login-\(String(plain.prefix(60)))-\(hash)"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9", ".", "_", "-": true
        default: false
        }
    }
}
