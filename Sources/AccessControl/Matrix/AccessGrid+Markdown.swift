extension AccessGrid {
    /// A table of objects and roles, those with differences first and in bold.
    public var markdown: String {
        let head = ["| object | \(roles.joined(separator: " | ")) |", "|---|" + roles.map { _ in "---|" }.joined()]
        let body = lines.map { line in
            "| \(Self.escaped(line.object)) | \(line.cells.map(Self.text).joined(separator: " | ")) |"
        }
        let differing = lines.count { !$0.agrees }
        let title = [
            "# Who may do what in \(database)", "", "\(lines.count.of("object")), \(differing) not as declared.", "",
        ]
        return (title + head + body).joined(separator: "\n") + "\n"
    }

    private static func text(_ cell: Cell) -> String {
        let held = cell.held.filter { held in !cell.surplus.contains { held.hasPrefix($0) } }.map { $0.lowercased() }
        let parts =
            held + cell.surplus.map { "**+\($0.lowercased())**" } + cell.lacking.map { "**−\($0.lowercased())**" }
        return parts.isEmpty ? "–" : parts.joined(separator: ", ")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("|", with: "\\|")
    }
}
