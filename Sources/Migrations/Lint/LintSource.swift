import StatementAnalysis

/// A file's text as findings quote it.
struct LintSource {
    /// Statements whose literals may be or hold a password.
    private static let secretive: Set<String> = [
        "CreateRoleStmt", "AlterRoleStmt", "CreateUserMappingStmt", "AlterUserMappingStmt", "CreateForeignServerStmt",
        "AlterForeignServerStmt", "CreateSubscriptionStmt", "AlterSubscriptionStmt",
    ]
    private static let longestQuote = 160

    let path: String
    let layout: MigrationLayout
    let tokens: [SQLToken]
    private let bytes: [UInt8]
    private let lineStarts: [Int]
    private let origins: LineOrigins
    /// Literals that are not quoted.
    private let secrets: [Range<Int>]
    private let statements: (up: [LintedStatement], down: [LintedStatement]?)
    private let unread: [(byteOffset: Int, error: ParseError)]

    init(_ file: LintInput) throws(MigrationError) {
        path = file.path
        let name = SourceFile.name(of: file.path)
        let source = try ExpandedSource(path: file.path, content: file.content, scope: file.includes)
        let (text, layout) = (source.text, try MigrationLayout(source, file: name))
        origins = source.origins
        let tokens = (try? SQLScanner.tokens(of: text)) ?? []
        let bytes = Array(text.utf8)
        self.bytes = bytes
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        self.layout = layout
        self.tokens = tokens

        var unread: [(Int, ParseError)] = []
        let up = Self.statements(of: layout.up, unread: &unread)
        let down = layout.down.map { Self.statements(of: $0, unread: &unread) }
        self.unread = unread
        statements = (up, down)
        // In a block, all of its text is one literal.
        let hidden = (up + (down ?? [])).filter { Self.secretive.contains($0.kind) }.map(\.bytes)
        secrets = tokens.filter { token in
            token.kind == .literal && hidden.contains { $0.contains(token.bytes.lowerBound) }
        }.map(\.bytes)
    }

    private static func statements(
        of section: MigrationSection, unread: inout [(Int, ParseError)]
    ) -> [LintedStatement] {
        var statements: [LintedStatement] = []
        for statement in section.statements {
            let offset = section.byteOffset + statement.byteOffset
            do throws(ParseError) {
                let tree = try SyntaxNode(parsing: statement.text)
                let linted = LintedStatement(text: statement, tree: tree, byteOffset: offset)
                statements += [linted] + linted.blockStatements
            } catch {
                unread.append((offset, error))
            }
        }
        return statements
    }

    /// The migration, and findings for the statements that are missing in it.
    func migration(
        tenantColumn: String, after tenantTables: Set<RelationName>
    ) -> (LintedMigration, [LintFinding]) {
        let migration = LintedMigration(
            up: statements.up, down: statements.down, hasVerify: layout.verify != nil,
            isIrreversible: layout.irreversibleReason != nil,
            transactional: (layout.up.kind.isTransactional, layout.down?.kind.isTransactional ?? true),
            tenantColumn: tenantColumn, earlierTenantTables: tenantTables)
        let findings = unread.map { offset, error in
            finding(
                NestsTooDeep(), at: offset, "no rule has looked at it: \(error.message)",
                advice: "Split it, for example by a WITH or a temporary table; or judge it by eye.")
        }
        return (migration, findings)
    }

    func finding(_ rule: any LintRule, at offset: Int, _ message: String, advice: String) -> LintFinding {
        let line = lineStarts.partitioningIndex { $0 > offset }
        let start = lineStarts[line - 1]
        let column = 1 + String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.count
        let place = origins.place(of: line)
        return LintFinding(
            rule: rule.name, severity: rule.severity,
            file: place?.includedBy == nil ? path : path(of: place?.file ?? ""),
            line: place?.line ?? line, column: column, message: message, advice: advice, source: quote(line: line))
    }

    /// An included file's path as findings are to show it: as the migration's own, in whose folder it is.
    private func path(of included: String) -> String {
        let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? ""
        return folder + included
    }

    private func quote(line: Int) -> String {
        let end = line < lineStarts.count ? lineStarts[line] : bytes.count
        var place = lineStarts[line - 1]
        var text = ""
        for secret in secrets where secret.overlaps(place..<end) {
            text += String(decoding: bytes[place..<max(place, secret.lowerBound)], as: UTF8.self) + "'…'"
            place = min(end, secret.upperBound)
        }
        text += String(decoding: bytes[place..<end], as: UTF8.self)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text.count > Self.longestQuote ? text.prefix(Self.longestQuote - 1) + "…" : text
    }

    /// Whether a line ends between two places.
    func breaks(in range: Range<Int>) -> Bool { bytes[range].contains(UInt8(ascii: "\n")) }
}

extension Array where Element == Int {
    /// The first index whose element meets a condition that all after it meet too; the count when none does.
    fileprivate func partitioningIndex(where belongsToSecond: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
