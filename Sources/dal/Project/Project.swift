import Foundation
import Yams

/// A project that this tool works on: its `dal.yaml` and where it lies.
struct Project: Sendable {
    /// The folder of `dal.yaml`.
    let folder: URL
    let file: ProjectFile

    /// The folder the project's own lies in, where `.local` and `.env` are looked for.
    var root: URL { folder.deletingLastPathComponent() }

    init(folder: URL) throws {
        self.folder = folder
        let path = folder.appending(path: "dal.yaml")
        let text: String
        do {
            text = try String(contentsOf: path, encoding: .utf8)
        } catch {
            throw Failure("\(path.path) cannot be read", advice: "Name the project's folder with --project.")
        }
        do {
            file = try ProjectFile(parsing: text)
        } catch let unknown as UnknownKey {
            throw Failure(
                "\(path.path)\(unknown.line.map { ":\($0)" } ?? ""): unknown key \"\(unknown.key)\"",
                advice: "Known here: \(unknown.allowed.joined(separator: ", ")).")
        } catch {
            throw Failure("\(path.path) is not a project file: \(Self.words(for: error))")
        }
        guard !file.application.command.isEmpty else {
            throw Failure("\(path.path): application.command names no program")
        }
        guard (1...8_760).contains(file.tokens.lifetimeHours) else {
            throw Failure(
                "\(path.path): tokens.lifetime_hours is \(file.tokens.lifetimeHours); write 1 to 8760, a year")
        }
    }

    private static func words(for error: any Error) -> String {
        func place(_ context: DecodingError.Context) -> String {
            context.codingPath.map(\.stringValue).joined(separator: ".")
        }
        return switch error as? DecodingError {
        case .keyNotFound(let key, let context)?:
            "\((context.codingPath + [key]).map(\.stringValue).joined(separator: ".")) is missing"
        case .typeMismatch(_, let context)?, .valueNotFound(_, let context)?: "\(place(context)) is of the wrong kind"
        case .dataCorrupted(let context)?:
            [place(context), context.underlyingError.map(String.init(describing:)) ?? context.debugDescription]
                .filter { !$0.isEmpty }.joined(separator: ": ")
        default: String(describing: error)
        }
    }

    func path(_ relative: String) -> String { folder.appending(path: relative).path }

    /// Finds a project by name or path: as given, in the folders above, or beside this program.
    static func find(_ name: String) throws -> Project {
        let current = URL.currentDirectory()
        if name.contains("/") {
            return try Project(folder: URL(filePath: name, relativeTo: current).standardizedFileURL)
        }
        let starts = [current, Program.folder].flatMap { sequence(first: $0, next: \.parent) }
        for start in starts {
            let folder = start.appending(path: name)
            if FileManager.default.fileExists(atPath: folder.appending(path: "dal.yaml").path) {
                return try Project(folder: folder)
            }
            let isInside = start.lastPathComponent == name
            if isInside, FileManager.default.fileExists(atPath: start.appending(path: "dal.yaml").path) {
                return try Project(folder: start)
            }
        }
        throw Failure(
            "no project \(name): neither \(current.path) nor a folder above it has \(name)/dal.yaml",
            advice: "Run this inside the checkout, or give the folder's path with --project.")
    }
}

extension URL {
    /// The folder above, `nil` at the top.
    fileprivate var parent: URL? {
        let above = deletingLastPathComponent().standardizedFileURL
        return above.path == path || path == "/" ? nil : above
    }
}

/// This program's own file.
enum Program {
    static var path: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    static var folder: URL { URL(filePath: path).deletingLastPathComponent() }
}
