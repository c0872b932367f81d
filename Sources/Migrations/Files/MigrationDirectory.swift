import FoundationEssentials

/// The folder a database's migrations stand in.
public enum MigrationDirectory {
    /// Reads every `NNN_name.sql` in a folder; other files and folders are left alone, unless a migration includes them.
    /// - Parameters:
    ///   - path: the folder.
    ///   - base: the folder that `\i` counts from, the project's; by default the one above.
    /// - Returns: the migrations by ascending version.
    /// - Throws: `MigrationError` naming the file and line that is wrong.
    public static func load(_ path: String, base: String? = nil) throws(MigrationError) -> [MigrationFile] {
        let scope = IncludeScope(folder: path, base: base)
        var files: [MigrationFile] = []
        for name in try fileNames(in: path) {
            let file = "\(path)/\(name)"
            files.append(try MigrationFile(path: file, content: try SourceFile.content(of: file), includes: scope))
        }
        files.sort { $0.version < $1.version }
        for (file, next) in zip(files, files.dropFirst()) where file.version == next.version {
            throw MigrationError(
                .duplicateVersion, "\(file.fileName) has the same version, \(file.version)",
                advice: "Give one of them the next free number.", file: next.fileName)
        }
        return files
    }

    /// The versions no file has, between the first and the last: worth a warning, since they may have been forgotten.
    public static func gaps(in files: [MigrationFile]) -> [ClosedRange<Int>] {
        zip(files, files.dropFirst()).compactMap { file, next in
            next.version - file.version > 1 ? file.version + 1...next.version - 1 : nil
        }
    }

    static func fileNames(in path: String) throws(MigrationError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { $0.lowercased().hasSuffix(".sql") && !$0.hasPrefix(".") }
                .sorted()
        } catch {
            throw SourceFile.unreadable(path, error)
        }
    }
}
