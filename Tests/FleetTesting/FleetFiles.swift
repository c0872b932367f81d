import FoundationEssentials

/// Fleet's own files, as this project ships them.
package enum FleetFiles {
    /// The absolute path of a file or folder in `fleet/`.
    package static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fleet/\(name)").standardized.path
    }
}
