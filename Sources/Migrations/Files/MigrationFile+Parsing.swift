import Crypto
import FoundationEssentials
import StatementAnalysis

extension MigrationFile {
    /// Reads a migration from the bytes of its file.
    /// - Parameters:
    ///   - path: where the file stands; its last part is the migration's name.
    ///   - content: the file's bytes.
    /// - Throws: `MigrationError` naming file and line.
    public init(path: String, content: [UInt8]) throws(MigrationError) {
        let fileName = String(path.split(separator: "/").last ?? "")
        let identity = try MigrationFileName(fileName)
        let text = try Self.text(of: content, file: fileName)
        let layout = try MigrationLayout(text, file: fileName)
        self.init(
            version: identity.version, name: identity.name, path: path,
            checksum: SHA256.hash(data: content).hexadecimal,
            up: layout.up.statements, down: layout.down?.statements ?? [], verify: layout.verify?.statements ?? [],
            irreversibleReason: layout.irreversibleReason,
            transactional: layout.up.kind == .up(transactional: true))
    }

    private static func text(of content: [UInt8], file: String) throws(MigrationError) -> String {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw MigrationError(.notUTF8, "not UTF-8 text", advice: "Save it as UTF-8.", file: file)
        }
        // psql skips a byte order mark; the parser would take it for a name.
        return text.unicodeScalars.first == "\u{feff}" ? String(text.unicodeScalars.dropFirst()) : text
    }
}
