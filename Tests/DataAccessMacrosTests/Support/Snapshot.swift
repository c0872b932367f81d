import FoundationEssentials
import TestSupport

/// What the macros make of a source in Tests/Snapshots/TableMacros.
struct Snapshot {
    /// The source that it says something about.
    let source: URL
    private let file: SnapshotFile

    /// - Parameter name: The name of the source and of the text, which differ in their endings.
    init(_ name: String) {
        source =
            URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Snapshots/TableMacros/\(name).swift").standardized
        file = SnapshotFile("TableMacros/\(name).txt")
    }

    /// The committed text. With RECORD_SNAPSHOTS set it is what was seen, to be committed after reading it.
    func text(_ seen: String) throws -> String { try file.text(seen) }
}
