/// Where each line of a migration's text stands: in its file, or in one that it includes.
struct LineOrigins: Hashable, Sendable {
    /// Lines that follow each other in one file.
    private struct Run: Hashable, Sendable {
        let firstLine: Int
        let file: String
        let line: Int
        /// The place of the include, `031_users.sql:4`; nil in the migration's own file.
        let includedBy: String?
    }

    /// A line's place.
    struct Place: Hashable, Sendable {
        /// The migration's file name, or an included file's path below the migrations' folder.
        let file: String
        /// The line in that file, from 1.
        let line: Int
        /// The place of the include; nil in the migration's own file.
        let includedBy: String?
    }

    private var runs: [Run] = []

    /// Whether everything stands in the file itself.
    var isOneFile: Bool { runs.count <= 1 }

    /// Says that from a line of the text on it goes on as a file does from one of its lines on.
    mutating func add(from line: Int, file: String, line own: Int, includedBy: String?) {
        if runs.last?.firstLine == line { runs.removeLast() }
        runs.append(Run(firstLine: line, file: file, line: own, includedBy: includedBy))
    }

    func place(of line: Int) -> Place? {
        guard let run = runs.last(where: { $0.firstLine <= line }) else { return nil }
        return Place(file: run.file, line: run.line + line - run.firstLine, includedBy: run.includedBy)
    }
}

extension MigrationError {
    /// The same with the place in the file that its line came from.
    func located(by origins: LineOrigins) -> MigrationError {
        guard !origins.isOneFile, let line, let place = origins.place(of: line) else { return self }
        let included = place.includedBy.map { "It is included by \($0)." }
        let advice = [advice, included].compactMap(\.self)
        return MigrationError(
            code, message, advice: advice.isEmpty ? nil : advice.joined(separator: "\n"), file: place.file,
            line: place.line, underlying: underlying, blockers: blockers)
    }
}
