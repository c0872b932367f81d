import FoundationEssentials

/// `\i file` or `\ir file`: psql's way to run another file's statements in place.
struct IncludeCommand: Equatable {
    /// The command as written, for messages.
    let name: String
    /// The file's path as written, without quotes.
    let path: String
    /// Whether the path counts from the file the command stands in.
    let isRelativeToFile: Bool

    /// - Returns: nil for any other command.
    init?(_ command: MetaCommand, in file: String) throws(MigrationError) {
        switch command.name {
        case "\\i", "\\include": isRelativeToFile = false
        case "\\ir", "\\include_relative": isRelativeToFile = true
        default: return nil
        }
        name = command.name
        path = Self.unquoted(command.argument)
        guard command.standsAlone, !path.isEmpty else {
            throw MigrationError(
                .metaCommand,
                command.standsAlone ? "\(name) names no file" : "\(name) shares its line with a statement",
                advice: "Put it on a line of its own: \(name) shared/roles.sql", file: file, line: command.line)
        }
    }

    /// psql takes a path in quotes and ignores a `;` behind it.
    private static func unquoted(_ argument: String) -> String {
        var argument = argument[...]
        while let last = argument.last, last == ";" || last.isWhitespace { argument.removeLast() }
        guard argument.count > 1, argument.first == "'", argument.last == "'" else { return String(argument) }
        return String(argument.dropFirst().dropLast()).replacing("''", with: "'")
    }

    /// The file meant.
    /// - Parameter including: the path of the file that the command stands in.
    func file(in scope: IncludeScope, including: String) throws(IncludeRefusal) -> IncludedFile {
        guard !path.hasPrefix("/"), !path.hasPrefix("~") else { throw .absolute }
        let base = isRelativeToFile ? URL(filePath: including).deletingLastPathComponent() : URL(filePath: scope.base)
        let named = base.resolvingSymlinksInPath().appending(path: path).standardizedFileURL
        let root = URL(filePath: scope.folder).resolvingSymlinksInPath().path
        guard let label = named.path.part(below: root) else { throw .outside }
        guard FileManager.default.fileExists(atPath: named.path) else { throw .missing }
        // A link inside the folder may lead out of it.
        let real = named.resolvingSymlinksInPath().path
        guard real.part(below: root) != nil else { throw .outside }
        return IncludedFile(path: real, label: label)
    }
}

extension String {
    /// What follows a folder's path in this one; nil for a path that is not below it.
    fileprivate func part(below folder: String) -> String? {
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return hasPrefix(prefix) && count > prefix.count ? String(dropFirst(prefix.count)) : nil
    }
}
