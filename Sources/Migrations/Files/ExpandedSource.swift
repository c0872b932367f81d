import Crypto
import PostgresCatalog
import FoundationEssentials

/// A file's text with what it includes in place of its `\i` and `\ir`.
///
/// The included files' lines are lines of this text, so that everything that reads it, markers, statements and lint, needs
/// to know nothing of includes; what reports a line asks `origins` where it stands.
struct ExpandedSource {
    private(set) var text = ""
    private(set) var origins = LineOrigins()
    /// SHA-256 in lower-case hexadecimal: of the file's bytes alone, or of its own and those of each file it includes.
    let checksum: String

    /// Reads a file.
    /// - Parameters:
    ///   - path: where it stands.
    ///   - content: its bytes.
    ///   - scope: what it may include; nil refuses `\i` as any other command of psql.
    init(path: String, content: [UInt8], scope: IncludeScope?) throws(MigrationError) {
        let name = SourceFile.name(of: path)
        var expansion = SourceExpansion(scope: scope)
        let real = URL(filePath: path).resolvingSymlinksInPath().path
        try expansion.append(content, of: IncludedFile(path: real, label: name), includedBy: nil, below: [])
        text = expansion.text
        origins = expansion.origins
        let own = SHA256.hash(data: content).hexadecimal
        let lines = expansion.included.map { "\($0.checksum) \($0.label)" }
        checksum =
            lines.isEmpty ? own : SHA256.hash(data: Array(([own] + lines).joined(separator: "\n").utf8)).hexadecimal
    }
}
