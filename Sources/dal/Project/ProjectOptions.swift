import ArgumentParser
import Foundation

/// What every command takes: which project, and where its local state is.
struct ProjectOptions: ParsableArguments {
    static let defaultProject = "fleet"

    @Option(help: "The project: a folder with a dal.yaml, found by name from any folder of the checkout.")
    var project = Self.defaultProject

    @Option(help: "The folder of the private server and its secrets. Default: .local beside the project.")
    var data: String?

    func context() async throws -> Context {
        let project = try Project.find(project)
        let root =
            data.map { URL(filePath: $0, relativeTo: .currentDirectory()) } ?? project.root.appending(path: ".local")
        return try await Context(project: project, state: StateDirectory(path: root.standardizedFileURL.path))
    }
}
