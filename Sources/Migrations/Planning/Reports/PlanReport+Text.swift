extension PlanReport {
    /// For people: each file, each statement with its place, what it locks and what waits for that, what takes long, what
    /// the lint rules say; then the hash and what to type next.
    ///
    /// - Parameters:
    ///   - next: the command that does what is planned.
    ///   - isColored: whether the text goes to a terminal that shows colours.
    public func text(next: String, isColored: Bool) -> String {
        guard !isEmpty else { return "nothing to do\n" }
        var lines = steps.flatMap(\.lines)
        lines += [.plain("plan \(hash)"), .plain("next: \(next)")]
        return lines.map { $0.text(isColored: isColored) + "\n" }.joined()
    }
}

/// A line of a plan and how much it matters.
private enum PlanLine {
    case heading(String)
    case plain(String)
    case caution(String)
    case danger(String)

    func text(isColored: Bool) -> String {
        let (text, code) =
            switch self {
            case .heading(let text): (text, "1")
            case .plain(let text): (text, "")
            case .caution(let text): (text, "33")
            case .danger(let text): (text, "31")
            }
        return isColored && !code.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

extension PlanReport.Step {
    fileprivate var fileName: String { SourceFile.name(of: path) }

    fileprivate var lines: [PlanLine] {
        let transaction =
            isTransactional
            ? "in one transaction, which holds every lock to its end"
            : "each statement on its own, not in a transaction"
        var lines: [PlanLine] = [.heading("\(direction) \(fileName), \(transaction)")]
        for statement in statements {
            lines.append(.plain("  \(statement.file):\(statement.line): \(statement.summary)"))
            lines += statement.lines
        }
        if verifications > 0 {
            lines.append(.plain("  then \(verifications) statement\(verifications == 1 ? "" : "s") to verify it"))
        }
        return lines + findings.flatMap { $0.planLines(of: name(of: $0.file)) } + [.plain("")]
    }

    /// A file's path as the statements' are written: below the migrations' folder.
    private func name(of file: String) -> String {
        let folder = path.dropLast(fileName.count)
        return file.hasPrefix(folder) ? String(file.dropFirst(folder.count)) : SourceFile.name(of: file)
    }
}

extension LintFinding {
    fileprivate func planLines(of name: String) -> [PlanLine] {
        let text = "  \(name):\(line):\(column): \(severity.rawValue): \(rule): \(message)"
        let line: PlanLine =
            switch severity {
            case .error: .danger(text)
            case .warning: .caution(text)
            case .note: .plain(text)
            }
        return [line, .plain("    Instead: \(advice)")]
    }
}

extension PlannedStatement {
    fileprivate var lines: [PlanLine] {
        var lines = locks.filter { $0.through == nil }.flatMap { lock in
            let reached = locks.filter { $0.through == lock.relation }
            return [lock.line].compactMap(\.self) + Self.lines(ofReached: reached)
        }
        lines += work.map(\.line)
        if lines.isEmpty, unknowns.isEmpty { lines.append(.plain("    nothing waits for it")) }
        return lines + unknowns.map { .caution("    not known: \($0)") }
    }

    /// A line a mode, so that a table of a thousand partitions has one and not a thousand.
    private static func lines(ofReached locks: [PlannedLock]) -> [PlanLine] {
        LockMode.allCases.reversed().compactMap { mode in
            let reached = locks.filter { $0.mode == mode && $0.blocks != .nothing }
            guard let first = reached.first else { return nil }
            let more = reached.count > 5 ? " and \(reached.count - 5) more" : ""
            let names = reached.prefix(5).map { lock in
                lock.live.map { "\(lock.relation) (\($0.bytes.formattedBytes))" } ?? lock.relation
            }
            let blocks = "\(mode.rawValue), blocks \(first.blocks.rawValue)"
            return mode.line("    reaches \(names.joined(separator: ", "))\(more): \(blocks)")
        }
    }
}

extension LockMode {
    fileprivate func line(_ text: String) -> PlanLine {
        switch blocks {
        case .readsAndWrites: .danger(text)
        case .writes: .caution(text)
        case .nothing, .schemaChanges: .plain(text)
        }
    }
}

extension PlannedLock {
    /// nil for a lock that nobody waits for.
    fileprivate var line: PlanLine? {
        guard !isNew, blocks != .nothing else { return nil }
        let size = live.map(\.words) ?? "not in the database now"
        return mode.line("    \(relation): \(mode.rawValue), blocks \(blocks.rawValue) (\(size))")
    }
}

extension PlannedWork {
    fileprivate var line: PlanLine {
        let doing =
            switch kind {
            case .rewrite: "rewrites \(relation)"
            case .scan: "reads every row of \(relation)"
            case .indexBuild: "reads every row of \(relation) for an index"
            case .everyRow: "writes every row of \(relation)"
            }
        let size = live.map { " (\($0.words))" } ?? ""
        let text = "    \(doing)\(size): \(reason)\(unless.map { ", unless \($0)" } ?? "")"
        return kind == .rewrite && unless == nil ? .danger(text) : .caution(text)
    }
}

extension RelationSize {
    fileprivate var words: String {
        let counted = rows.map { "about \($0) row\($0 == 1 ? "" : "s")" } ?? "rows not counted yet"
        let indexed = indexes == 0 ? "" : ", \(indexes) index\(indexes == 1 ? "" : "es")"
        return "\(bytes.formattedBytes), \(counted)\(indexed)"
    }
}

extension Int {
    /// Bytes as PostgreSQL's `pg_size_pretty` writes them, in units of 1024.
    var formattedBytes: String {
        var (size, units) = (self, ["bytes", "kB", "MB", "GB", "TB"][...])
        while size >= 10_240, units.count > 1 {
            size /= 1024
            units = units.dropFirst()
        }
        return "\(size) \(units.first ?? "")"
    }
}
