import Foundation

/// The rollback script of the deployment checklist, read from it as it stands.
enum ChecklistScript {
    struct Missing: Error {}

    static func statements() throws -> [String] {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/deployment-checklist.md").standardized
        let text = try String(contentsOf: path, encoding: .utf8)
        guard let heading = text.firstRange(of: "### Rollback Script\n```sql\n"),
            let end = text[heading.upperBound...].firstRange(of: "```")
        else { throw Missing() }
        let lines = text[heading.upperBound..<end.lowerBound].split(separator: "\n").filter { !$0.hasPrefix("--") }
        return lines.joined(separator: "\n").split(separator: ";")
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }
}
