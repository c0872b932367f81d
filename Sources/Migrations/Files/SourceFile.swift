import FoundationEssentials

/// Reads files of SQL.
enum SourceFile {
    static func content(of path: String) throws(MigrationError) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw unreadable(name(of: path), error)
        }
    }

    static func text(of content: [UInt8], file: String) throws(MigrationError) -> String {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw MigrationError(.notUTF8, "not UTF-8 text", advice: "Save it as UTF-8.", file: file)
        }
        // psql skips a byte order mark; the parser would take it for a name.
        return text.unicodeScalars.first == "\u{feff}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    static func name(of path: String) -> String { String(path.split(separator: "/").last ?? "") }

    static func unreadable(_ file: String, _ error: any Error) -> MigrationError {
        let reason =
            switch (error as? CocoaError)?.code {
            case .fileReadNoSuchFile?: "it does not exist"
            case .fileReadNoPermission?: "permission denied"
            default: "reading it failed"
            }
        return MigrationError(
            .unreadable, "cannot be read: \(reason)", advice: "Check the path and its permissions.", file: file)
    }
}
