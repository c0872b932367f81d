import FoundationEssentials

/// A committed text in Tests/Snapshots that people read in changes.
struct Snapshot {
    private static let directory = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Snapshots/TableMacros").standardized

    /// The source that it says something about.
    let source: URL
    private let file: URL

    /// - Parameter name: The name of the source and of the text, which differ in their endings.
    init(_ name: String) {
        source = Self.directory.appending(path: "\(name).swift")
        file = Self.directory.appending(path: "\(name).txt")
    }

    /// The committed text. With RECORD_SNAPSHOTS set it is what was seen, to be committed after reading it.
    ///
    /// - Parameter seen: What was seen now.
    func text(_ seen: String) throws -> String {
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try seen.write(to: file, atomically: true, encoding: .utf8)
        }
        return try String(contentsOf: file, encoding: .utf8)
    }
}
