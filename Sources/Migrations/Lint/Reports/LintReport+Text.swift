extension LintReport {
    /// How often one rule is shown in full for one file.
    private static let shownOfEachRule = 10

    /// For people: each finding with its place, the line, what happens, and what to write instead; a count at the end.
    ///
    /// Of a rule that finds much in one file, the first ten are shown and the rest counted.
    public var text: String {
        let blocks = findingBlocks + failures.map(\.text)
        let files = Set(findings.map(\.file)).count
        let counts = LintSeverity.allCases.compactMap { severity -> String? in
            let count = findings.count { $0.severity == severity }
            return count == 0 ? nil : Self.counted(count, severity.rawValue)
        }
        let of = Self.counted(fileCount, "file")
        var ending = counts.isEmpty ? "\(of): nothing found" : "\(counts.joined(separator: ", ")) in \(files) of \(of)"
        if !failures.isEmpty { ending += "; \(failures.count) cannot be judged" }
        return (blocks + [ending]).joined(separator: "\n\n") + "\n"
    }

    private var findingBlocks: [String] {
        struct Place: Hashable {
            let file: String
            let rule: String
        }
        var counts: [Place: Int] = [:]
        var blocks: [String] = []
        for finding in findings {
            let count = counts[Place(file: finding.file, rule: finding.rule), default: 0] + 1
            counts[Place(file: finding.file, rule: finding.rule)] = count
            if count <= Self.shownOfEachRule { blocks.append(finding.text) }
        }
        let more = counts.filter { $0.value > Self.shownOfEachRule }
            .map { "\($0.key.file): \($0.key.rule) \($0.value - Self.shownOfEachRule) times more" }
        return blocks + more.sorted()
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension LintFinding {
    fileprivate var text: String {
        // Tabs stay tabs, so that the mark stands below what it points to.
        let indentation = String(source.unicodeScalars.prefix(column - 1).map { $0 == "\t" ? "\t" : " " as Character })
        return """
            \(file):\(line):\(column): \(severity.rawValue): \(rule)
              | \(source)
              | \(indentation)^
              What happens: \(message).
              Instead: \(advice)
            """
    }
}

extension LintReport.Failure {
    fileprivate var text: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return ["\(place): cannot be judged: \(message)", advice.map { "  \($0)" }].compactMap(\.self)
            .joined(separator: "\n")
    }
}
