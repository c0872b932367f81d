import FoundationEssentials

/// A committed text in Tests/Snapshots that people read in changes.
public struct SnapshotFile: Sendable {
    private let file: URL

    /// A snapshot.
    /// - Parameter path: Its path in Tests/Snapshots.
    public init(_ path: String) {
        file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Snapshots/\(path)").standardized
    }

    /// The committed text. With RECORD_SNAPSHOTS set it is what was seen, to be committed after reading it.
    ///
    /// - Parameter seen: What was seen now.
    public func text(_ seen: String) throws -> String {
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try seen.write(to: file, atomically: true, encoding: .utf8)
        }
        return try String(contentsOf: file, encoding: .utf8)
    }
}
