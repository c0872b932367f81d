import Glibc

/// A file in `.pgpass` format: lines of `host:port:database:user:password`. The first that fits counts; `*` fits
/// everything; `\` makes an ordinary character of the `:` or `\` that follows.
struct PasswordFile: Hashable, Sendable {
    private struct Entry: Hashable {
        /// Host, port, database and user; `nil` fits everything.
        let pattern: [String?]
        let password: String
    }

    private let entries: [Entry]

    /// Reads the file's text. Comments begin with `#`; lines of another form are passed over, as libpq does.
    init(_ text: String) {
        entries = SmallFile.lines(of: text).filter { !$0.hasPrefix("#") }.compactMap(Self.entry)
    }

    /// Reads a file. Blocks: for `BlockingWork` alone.
    ///
    /// - Throws: `.configuration` when it is missing, is no plain file, or can be read by others.
    static func read(_ path: String) throws(DatabaseError) -> PasswordFile {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw DatabaseError(.configuration, detail: "the password file \(path) is not a plain file")
            }
            guard status.st_mode & 0o077 == 0 else {
                throw DatabaseError(
                    .configuration, detail: "the password file \(path) can be read by others; chmod 0600")
            }
        }
        do {
            return PasswordFile(try SmallFile.text(of: path))
        } catch {
            throw DatabaseError(
                .configuration, detail: "the password file \(path) cannot be read: \(error.reason)")
        }
    }

    /// The password for a place. A Unix socket in the system's usual directory counts as host `localhost`.
    func password(for endpoint: ConnectionConfiguration.Endpoint, database: String, user: String) -> String? {
        let isUsual = endpoint.host == ConnectionConfiguration.usualSocketDirectory
        let wanted = [isUsual ? "localhost" : endpoint.host, "\(endpoint.port)", database, user]
        return entries.first { entry in
            zip(entry.pattern, wanted).allSatisfy { pattern, value in pattern == nil || pattern == value }
        }?.password
    }

    private static func entry(_ line: String) -> Entry? {
        var fields: [String] = []
        var field = ""
        var isEscaped = false
        for character in line.unicodeScalars {
            if isEscaped || character != "\\" && (character != ":" || fields.count == 4) {
                field.unicodeScalars.append(character)
                isEscaped = false
            } else if character == "\\" {
                // Kept for now: an escaped star is a star, not a pattern.
                field.unicodeScalars.append(character)
                isEscaped = true
            } else {
                fields.append(field)
                field = ""
            }
        }
        guard fields.count == 4 else { return nil }
        let pattern = fields.map { $0 == "*" ? nil : unescaped($0) }
        return Entry(pattern: pattern, password: unescaped(field))
    }

    private static func unescaped(_ field: String) -> String {
        var plain = ""
        var rest = field.unicodeScalars[...]
        while let character = rest.popFirst() {
            let isEscape = character == "\\"
            plain.unicodeScalars.append(isEscape ? rest.popFirst() ?? character : character)
        }
        return plain
    }
}
