/// A directory (0700) with one file (0600) for each secret, for the machine of a developer or a single server.
///
/// Every call opens the directory anew and refuses it when others could read or plant secrets in it. Files appear whole
/// or not at all, and are on the disk when a call returns.
public struct SecretDirectory: Sendable {
    /// Where the directory is.
    public let path: String

    /// Names a directory; touches nothing. ``write(_:named:)`` and ``readOrCreate(_:make:)`` make it, not its parents.
    public init(path: String) {
        self.path = path
    }

    /// The secret of this name, or nil when it or the directory does not exist.
    ///
    /// One trailing newline, as an editor leaves it, is not part of the secret.
    /// - Parameter name: 1 to 100 of `A-Z a-z 0-9 . _ -`, not beginning with a dot.
    /// - Throws: ``SecretDirectoryError``, also when others could read the file or the directory.
    public func read(_ name: String) throws(SecretDirectoryError) -> Secret? {
        try checkName(name)
        guard let directory = try OpenDirectory.open(path) else { return nil }
        return try directory.read(name)
    }

    /// Stores a secret, in place of one already there. Safe to repeat.
    /// - Parameters:
    ///   - secret: not empty, and not ending with a newline.
    ///   - name: 1 to 100 of `A-Z a-z 0-9 . _ -`, not beginning with a dot.
    /// - Throws: ``SecretDirectoryError``; what was stored before is still there.
    public func write(_ secret: Secret, named name: String) throws(SecretDirectoryError) {
        try checkName(name)
        try checkValue(of: secret, named: name)
        try OpenDirectory.create(path).write(secret, named: name, replacing: true)
    }

    /// The secret of this name; when there is none, the one that `make` returns, stored.
    ///
    /// When two processes do this at once both get the same secret. Safe to repeat.
    /// - Parameters:
    ///   - name: 1 to 100 of `A-Z a-z 0-9 . _ -`, not beginning with a dot.
    ///   - make: makes a secret that ``write(_:named:)`` would take.
    /// - Throws: ``SecretDirectoryError``; nothing was stored.
    public func readOrCreate(_ name: String, make: () -> Secret) throws(SecretDirectoryError) -> Secret {
        if let existing = try read(name) { return existing }
        let made = make()
        try checkValue(of: made, named: name)
        let directory = try OpenDirectory.create(path)
        if try directory.write(made, named: name, replacing: false) { return made }
        guard let winner = try directory.read(name) else {
            throw SecretDirectoryError(
                code: .system, path: "\(path)/\(name)", detail: "appeared and vanished while it was read; try again")
        }
        return winner
    }

    private func checkName(_ name: String) throws(SecretDirectoryError) {
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard allowed, (1...100).contains(name.utf8.count), !name.hasPrefix(".") else {
            throw SecretDirectoryError(
                code: .invalidName, path: path,
                detail: "\"\(name.prefix(100))\" cannot name a secret; "
                    + "use 1 to 100 letters, digits, '.', '_' or '-', not beginning with '.'")
        }
    }

    private func checkValue(of secret: Secret, named name: String) throws(SecretDirectoryError) {
        let storable = secret.withValue {
            !$0.isEmpty && $0.utf8.last != UInt8(ascii: "\n") && $0.utf8.count <= OpenDirectory.maximumBytes
        }
        guard storable else {
            throw SecretDirectoryError(
                code: .unstorableValue, path: "\(path)/\(name)",
                detail: "a secret must have 1 to \(OpenDirectory.maximumBytes) bytes and not end with a newline")
        }
    }
}
