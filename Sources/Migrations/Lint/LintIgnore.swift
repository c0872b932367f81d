import StatementAnalysis

/// `-- lint-ignore <rule> <reason>` above, in, or on the last line of a statement, or `-- lint-ignore-file <rule> <reason>`.
struct LintIgnore {
    /// What it holds for.
    enum Scope: Equatable {
        case file
        /// The statement that begins at this byte of the file.
        case statement(at: Int)
        /// None follows it.
        case nothing
    }

    let rule: String
    let reason: String
    let scope: Scope
    /// The comment's place in the file's UTF-8 bytes.
    let byteOffset: Int
    /// Whether something was ignored for it.
    var isUsed = false

    /// Reads a comment.
    /// - Returns: nil for one that is no such thing.
    init?(_ comment: SQLToken, scope: (Range<Int>) -> Scope) {
        guard comment.kind == .lineComment else { return nil }
        let words = comment.text.drop { $0 == "-" || $0.isWhitespace }.split(whereSeparator: \.isWhitespace)
        guard let first = words.first, first == "lint-ignore" || first == "lint-ignore-file" else { return nil }
        rule = words.dropFirst().first.map(String.init) ?? ""
        reason = words.dropFirst(2).joined(separator: " ")
        self.scope = first == "lint-ignore-file" ? .file : scope(comment.bytes)
        byteOffset = comment.bytes.lowerBound
    }
}

/// A file's ignores, and which of them ignored something.
struct LintIgnores {
    private(set) var all: [LintIgnore]

    /// - Returns: Whether a finding of a rule is ignored. One without a reason ignores nothing.
    mutating func ignore(_ rule: String, in statement: LintedStatement?) -> Bool {
        var isIgnored = false
        for index in all.indices where all[index].rule == rule && !all[index].reason.isEmpty {
            let scope = all[index].scope
            guard scope == .file || scope == statement.map({ .statement(at: $0.bytes.lowerBound) }) else { continue }
            all[index].isUsed = true
            isIgnored = true
        }
        return isIgnored
    }

    /// What is wrong with the ignores themselves, once all rules have spoken.
    func findings(in source: LintSource) -> [LintFinding] {
        let known = Set(LintRules.all.map(\.name))
        return all.filter { !$0.isUsed }.map { ignore in
            if ignore.reason.isEmpty {
                return source.finding(
                    IgnoreWithoutReason(), at: ignore.byteOffset,
                    "nobody will know why the rule was not followed; without a reason it ignores nothing",
                    advice: "-- lint-ignore <rule> <reason>, all on one line.")
            }
            return source.finding(
                UnusedIgnore(), at: ignore.byteOffset,
                known.contains(ignore.rule)
                    ? "\(ignore.rule) finds nothing here; left standing, it would hide what is written here later"
                    : "no rule is called \(ignore.rule)",
                advice:
                    "Remove it, or put it above the statement it is meant for; -- lint-ignore-file holds for the file.")
        }
    }
}

extension LintSource {
    /// The file's ignores. Each holds for the statement it stands in or behind on one line, or else for the next one.
    func ignores(of statements: [LintedStatement]) -> LintIgnores {
        let places = statements.map(\.bytes).sorted { $0.lowerBound < $1.lowerBound }
        return LintIgnores(
            all: tokens.compactMap { token in
                LintIgnore(token) { comment in
                    let own = places.last { place in
                        place.lowerBound < comment.lowerBound
                            && (place.upperBound > comment.lowerBound
                                || !breaks(in: place.upperBound..<comment.lowerBound))
                    }
                    let next = places.first { $0.lowerBound > comment.lowerBound }
                    return (own ?? next).map { .statement(at: $0.lowerBound) } ?? .nothing
                }
            })
    }
}
