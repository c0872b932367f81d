/// Why a file is not included.
enum IncludeRefusal: Error, Equatable {
    case absolute
    case outside
    case missing
    /// It is there, but reading it failed, in these words.
    case unreadable(String)
    /// It is being included already, by way of these files.
    case cycle([String])
    /// A statement before the command, or the included file's last one, has no `;`.
    case unended(String)

    func error(_ command: IncludeCommand, file: String, line: Int) -> MigrationError {
        let (code, message, advice) = words(command)
        return MigrationError(code, message, advice: advice, file: file, line: line)
    }

    private func words(_ command: IncludeCommand) -> (MigrationError.Code, String, String) {
        let from =
            command.isRelativeToFile ? "counts from the file it stands in" : "counts from the project's folder"
        return switch self {
        case .absolute:
            (
                .includeOutside, "\(command.name) \(command.path): an absolute path is the path of one machine",
                "Write it without: \(command.name) \(from)."
            )
        case .outside:
            (
                .includeOutside, "\(command.name) \(command.path): the file is not in the migrations' folder",
                "Put it into a folder below the migrations; \(command.name) \(from)."
            )
        case .missing:
            (
                .includeMissing, "\(command.name) \(command.path): there is no such file",
                "Check the path; \(command.name) \(from)."
            )
        case .unreadable(let reason):
            (.unreadable, "\(command.name) \(command.path) \(reason)", "It must be a file that the tool may read.")
        case .cycle(let way):
            (
                .includeCycle,
                "\(command.name) \(command.path): the file includes itself: "
                    + way.joined(separator: " → "), "Remove one of these includes."
            )
        case .unended(let place):
            (
                .includeUnended, "\(command.name) \(command.path): \(place) does not end with ';'",
                "Write it; the included statements would become a part of another one."
            )
        }
    }
}
