extension MigrationFile {
    /// Reads a migration from the bytes of its file.
    /// - Parameters:
    ///   - path: where the file stands; its last part is the migration's name.
    ///   - content: the file's bytes.
    ///   - scope: what it may include by `\i` and `\ir`; nil refuses them as any other command of psql.
    /// - Throws: `MigrationError` naming file and line, of the included file where one is at fault.
    public init(path: String, content: [UInt8], includes scope: IncludeScope? = nil) throws(MigrationError) {
        let fileName = SourceFile.name(of: path)
        let identity = try MigrationFileName(fileName)
        let source = try ExpandedSource(path: path, content: content, scope: scope)
        let layout = try MigrationLayout(source, file: fileName)
        self.init(
            version: identity.version, name: identity.name, path: path,
            checksum: source.checksum,
            up: layout.up.statements, down: layout.down?.statements ?? [], verify: layout.verify?.statements ?? [],
            irreversibleReason: layout.irreversibleReason,
            transactional: layout.up.kind.isTransactional,
            downTransactional: layout.down?.kind.isTransactional ?? true, origins: source.origins)
    }
}
