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
        let fileName = SourceFile.name(of: path)
        let identity = try MigrationFileName(fileName)
        let text = try SourceFile.text(of: content, file: fileName)
        let layout = try MigrationLayout(text, file: fileName)
        self.init(
            version: identity.version, name: identity.name, path: path,
            checksum: SHA256.hash(data: content).hexadecimal,
            up: layout.up.statements, down: layout.down?.statements ?? [], verify: layout.verify?.statements ?? [],
            irreversibleReason: layout.irreversibleReason,
            transactional: layout.up.kind == .up(transactional: true))
    }
}
