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
        let path = "\(folder)/\(template.fileName)"
        do {
            try Data(MigrationTemplate.text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch {
            throw MigrationError(
                .unwritable, "cannot be written", advice: "Check the folder's permissions.", file: path)
        }
        return path
    }
}
