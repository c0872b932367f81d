/// A migration written by hand, in which some parts are what `access.yaml` says: each between two marker lines.
///
///     -- from access.yaml: roles
///     …
///     -- end of what access.yaml says
///
/// `up` holds the parts `roles` and `grants`, `down` holds `roles in use`, `grants` and `roles`, `verify` holds `proofs`.
public struct DeclaredMigration: Sendable {
    static let begin = "-- from access.yaml: "
    static let end = "-- end of what access.yaml says"

    /// A stretch of the file's lines.
    private enum Stretch: Sendable {
        case byHand([Substring])
        case declared(PlannedMigration.Part)
    }

    private let stretches: [Stretch]

    /// Finds the parts in a file.
    /// - Parameters:
    ///   - text: the file's text.
    ///   - file: its name, for errors.
    /// - Throws: ``AccessPolicyError`` when a part is missing, stands twice or in the wrong section, or has no end.
    public init(_ text: String, file: String) throws(AccessPolicyError) {
        var reader = Reader(file: file)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            try reader.take(line, at: index + 1)
        }
        stretches = try reader.finish()
    }

    /// The file with the lines of some parts, and with the other parts empty.
    func filled(with parts: [PlannedMigration.Part: [String]]) -> String {
        stretches.flatMap { stretch -> [String] in
            switch stretch {
            case .byHand(let lines): lines.map(String.init)
            case .declared(let part):
                [Self.begin + part.title] + (parts[part] ?? []) + [Self.end]
            }
        }.joined(separator: "\n")
    }

    /// Reads the markers, line by line.
    private struct Reader {
        let file: String
        var stretches: [Stretch] = []
        var seen: Set<PlannedMigration.Part> = []
        var section = "up"
        /// Where the part began that has not ended yet.
        var open: Int?

        mutating func take(_ line: Substring, at number: Int) throws(AccessPolicyError) {
            if line.hasPrefix(DeclaredMigration.begin) { return try beginPart(line, number) }
            if line == DeclaredMigration.end {
                guard open != nil else { throw error(number, "no part of access.yaml begins before this end") }
                return open = nil
            }
            if line.hasPrefix("-- migrate:") {
                section = String(line.dropFirst("-- migrate:".count).prefix(while: \.isLetter))
            }
            guard open == nil else { return }
            if case .byHand(let lines)? = stretches.last {
                stretches[stretches.count - 1] = .byHand(lines + [line])
            } else {
                stretches.append(.byHand([line]))
            }
        }

        private mutating func beginPart(_ line: Substring, _ number: Int) throws(AccessPolicyError) {
            let title = line.dropFirst(DeclaredMigration.begin.count)
            if let open { throw error(number, "the part that begins in line \(open) has not ended yet") }
            let here = PlannedMigration.Part.allCases.filter { $0.section == section }
            guard let part = here.first(where: { $0.title == title }) else {
                let titles = here.map(\.title).joined(separator: ", ")
                throw error(number, "\(section) has no part \"\(title)\" of access.yaml, but: \(titles)")
            }
            guard seen.insert(part).inserted else { throw error(number, "this part is there already") }
            open = number
            stretches.append(.declared(part))
        }

        func finish() throws(AccessPolicyError) -> [Stretch] {
            if let open { throw error(open, "this part has no end: \(DeclaredMigration.end)") }
            guard let missing = PlannedMigration.Part.allCases.first(where: { !seen.contains($0) }) else {
                return stretches
            }
            throw error(nil, "\(missing.section) lacks the line \(DeclaredMigration.begin)\(missing.title)")
        }

        private func error(_ line: Int?, _ problem: String) -> AccessPolicyError {
            AccessPolicyError(file: file, line: line, column: line.map { _ in 1 }, problem: problem)
        }
    }
}
