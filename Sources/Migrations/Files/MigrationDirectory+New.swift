import FoundationEssentials

extension MigrationDirectory {
    /// Writes a new migration's file: markers, and what belongs below each. Until it has statements the runner refuses it.
    /// - Parameters:
    ///   - name: what stands behind the number: letters, digits, `_` and `-`.
    ///   - number: its version; by default the one after the highest there is.
    ///   - folder: the folder of the migrations.
    /// - Returns: the new file's path.
    /// - Throws: `MigrationError`: a bad name, a version that another file has, a folder that cannot be written to. No
    ///   file is ever overwritten.
    public static func addFile(
        named name: String, number: Int? = nil, to folder: String
    ) throws(MigrationError) -> String {
        let template = try MigrationTemplate(name: name, number: number, taken: try fileNames(in: folder))
        return try write(MigrationTemplate.text, to: "\(folder)/\(template.fileName)")
    }

    /// Writes the file of the first migration of an adopted database, `001_baseline.sql`.
    /// - Parameters:
    ///   - number: its version, below that of every other file.
    ///   - folder: the folder of the migrations.
    /// - Returns: the new file's path.
    /// - Throws: `MigrationError`: `outOfOrder` when another file comes before it; a version that another file has; what the
    ///   runner would not accept; a folder that cannot be written to. No file is ever overwritten.
    public static func addBaseline(
        _ baseline: BaselineFile, number: Int, to folder: String
    ) throws(MigrationError) -> String {
        let names = try fileNames(in: folder)
        let template = try MigrationTemplate(name: "baseline", number: number, taken: names)
        let path = "\(folder)/\(template.fileName)"
        if let earlier = names.first(where: { ((try? MigrationFileName($0))?.version ?? number) < number }) {
            throw MigrationError(
                .outOfOrder, "\(earlier) comes before it",
                advice:
                    "It makes everything that there is, so that nothing can come before it: give it a lower number.",
                file: template.fileName)
        }
        _ = try MigrationFile(path: path, content: Array(baseline.text.utf8))
        return try write(baseline.text, to: path)
    }

    private static func write(_ text: String, to path: String) throws(MigrationError) -> String {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch {
            throw MigrationError(
                .unwritable, "cannot be written", advice: "Check the folder's permissions.", file: path)
        }
        return path
    }
}
