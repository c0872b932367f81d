import StatementAnalysis

/// A command of psql in a migration file. Nothing but psql understands it.
struct MetaCommand: Equatable {
    /// The command with its backslash: `\i`.
    let name: String
    /// What follows it on its line.
    let argument: String
    /// Whether nothing but white space stands before it on its line.
    let standsAlone: Bool
    private(set) var line: Int

    /// The same in a text that begins further down in its file.
    func movedDown(by lines: Int) -> MetaCommand {
        var moved = self
        moved.line += lines
        return moved
    }

    func refusal(in file: String) -> MigrationError {
        MigrationError(
            .metaCommand, "\(name) is a command of psql, not SQL", advice: advice, file: file, line: line)
    }

    private var advice: String {
        switch name {
        case "\\i", "\\ir", "\\include", "\\include_relative": "Write the included file's statements here instead."
        case "\\copy": "Write INSERT statements, or load the data after the migration."
        case "\\c", "\\connect": "Remove it; the runner is told which database to connect to."
        case "\\set": "Remove it: the runner stops at the first error, and a migration has no variables."
        case "\\unset", "\\gset", "\\prompt": "Write the value where it is used; migrations have no variables."
        case "\\restrict", "\\unrestrict": "Remove it: pg_dump writes it for psql alone."
        case "\\!", "\\o", "\\out": "Remove it: a migration runs no program and writes no file."
        case "\\echo", "\\qecho", "\\warn": "Write an SQL comment, or RAISE NOTICE in a DO block."
        case "\\if", "\\elif", "\\else", "\\endif": "Write the condition in a DO block."
        case "\\g", "\\gexec", "\\gx": "End the statement with ';'; run generated statements by EXECUTE in a DO block."
        default: "Remove it, or write the SQL it stands for."
        }
    }

    /// The first command in a file, if there is one.
    ///
    /// A backslash outside strings, quoted names and comments is never SQL. Arguments of a command may hold what the
    /// scanner takes for the beginning of a string (`\echo it's done`), so a line that begins with a backslash counts
    /// when everything before it scans.
    static func first(in text: String) -> MetaCommand? {
        if let tokens = try? SQLScanner.tokens(of: text) {
            return tokens.first { $0.kind == .symbol && $0.text == "\\" }.map {
                MetaCommand(at: $0.bytes.lowerBound, in: text)
            }
        }
        var offset = 0
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let indentation = line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
            let start = offset + indentation
            if line.dropFirst(indentation).first == UInt8(ascii: "\\"),
                (try? SQLScanner.tokens(of: String(Substring(text.utf8.prefix(start))))) != nil
            {
                return MetaCommand(at: start, in: text)
            }
            offset += line.count + 1
        }
        return nil
    }

    private init(at offset: Int, in text: String) {
        let (before, rest) = (text.utf8.prefix(offset), text.utf8.dropFirst(offset + 1))
        let newline = UInt8(ascii: "\n")
        let name = rest.prefix { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: ";") }
        self.name = "\\" + String(Substring(name))
        argument =
            String(Substring(rest.dropFirst(name.count).prefix { $0 != newline })).trimmingPrefix {
                $0.isWhitespace
            }.description
        standsAlone = before.reversed().prefix { $0 != newline }.allSatisfy {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
        }
        line = 1 + before.count { $0 == newline }
    }
}
