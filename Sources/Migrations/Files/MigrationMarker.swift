import StatementAnalysis

/// A line that divides a migration file: `-- migrate:up`, `-- migrate:down`, each with or without `transaction:false`,
/// `-- migrate:verify`, `-- migrate:irreversible <reason>`.
struct MigrationMarker: Equatable {
    enum Kind: Equatable {
        case section(MigrationSection.Kind)
        case irreversible(reason: String)
    }

    let kind: Kind
    let line: Int
    /// The comment's place in the file's UTF-8 bytes.
    let bytes: Range<Int>

    /// Reads a comment.
    /// - Returns: nil for a comment that is no marker.
    init?(comment: SQLToken, line: Int, standsAlone: Bool, file: String) throws(MigrationError) {
        guard comment.kind == .lineComment, let words = Self.words(of: comment.text) else { return nil }
        func refuse(_ message: String, _ advice: String) -> MigrationError {
            MigrationError(.badMarker, message, advice: advice, file: file, line: line)
        }
        guard standsAlone else {
            throw refuse("a marker shares its line with a statement", "Put it on a line of its own.")
        }
        let options = words.dropFirst().joined(separator: " ")
        switch (words.first ?? "", options) {
        case ("up", ""): self.kind = .section(.up(transactional: true))
        case ("up", "transaction:false"): self.kind = .section(.up(transactional: false))
        case ("down", ""): self.kind = .section(.down(transactional: true))
        case ("down", "transaction:false"): self.kind = .section(.down(transactional: false))
        case ("verify", ""): self.kind = .section(.verify)
        case ("irreversible", ""):
            throw refuse("migrate:irreversible gives no reason", "Write it behind the marker, on the same line.")
        case ("irreversible", let reason): self.kind = .irreversible(reason: reason)
        default:
            throw refuse(
                "unknown marker 'migrate:\(words.joined(separator: " "))'",
                "Known are: migrate:up and migrate:down, each with or without transaction:false, migrate:verify, "
                    + "migrate:irreversible <reason>.")
        }
        self.line = line
        self.bytes = comment.bytes
    }

    /// The words behind `migrate:`, or nil when the comment does not begin so.
    private static func words(of comment: String) -> [Substring]? {
        let text = comment.drop { $0 == "-" || $0 == " " || $0 == "\t" }
        guard text.lowercased().hasPrefix("migrate:") else { return nil }
        return text.dropFirst("migrate:".count).split { $0 == " " || $0 == "\t" }
    }
}
