import Foundation
import Glibc
import ProcessSupervision
import Secrets

/// The project's application as a process that ends with this one.
struct ApplicationProcess: Sendable {
    let process: SupervisedProcess
    /// Where it listens.
    let url: String

    /// Starts the application and waits until it says where it listens.
    static func start(_ context: Context, on server: DatabaseServer, port: Int) async throws -> ApplicationProcess {
        let application = context.project.file.application
        let program = application.command.first ?? ""
        let output = "\(context.state.logs)/\(program).out"
        let log = "\(context.state.logs)/\(program).log"
        var launch = SupervisedProcess.Launch(
            executable: try executable(program), arguments: Array(application.command.dropFirst()),
            environment: try environment(context, server, port))
        launch.workingDirectory = context.project.root.path
        launch.standardOutput = .file(output, append: false)
        launch.standardError = .file(log, append: false)
        let process = try SupervisedProcess.start(launch)
        do {
            let url = try await listening(process, output: output, log: log, application)
            return ApplicationProcess(process: process, url: url)
        } catch {
            _ = await process.stop()
            throw error
        }
    }

    func stop() async {
        _ = await process.stop()
    }

    /// Where a program is.
    ///
    /// - Parameter program: A path, or a name that is looked for beside `dal` and in PATH.
    static func executable(_ program: String) throws -> String {
        guard program.contains("/") else {
            if let executable = locate(program) { return executable }
            throw Failure(
                "\(program) is neither beside \(Program.path) nor in PATH",
                advice: "make build, or swift build, makes it.")
        }
        let path = absolute(program)
        guard access(path, X_OK) == 0 else {
            throw Failure("\(path) cannot be run: \(String(cString: strerror(errno)))")
        }
        return path
    }

    private static func absolute(_ path: String) -> String {
        URL(filePath: path, relativeTo: .currentDirectory()).standardizedFileURL.path
    }

    private static func locate(_ program: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = [Program.folder.path] + path.split(separator: ":").map(String.init)
        return folders.map { absolute("\($0)/\(program)") }.first { access($0, X_OK) == 0 }
    }

    /// How long the application may take from its start until it listens.
    private static let patience = Duration.seconds(60)

    private static func listening(
        _ process: SupervisedProcess, output: String, log: String, _ application: ProjectFile.Application
    ) async throws -> String {
        let deadline = ContinuousClock.now + patience
        while true {
            let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            if let line = text.split(separator: "\n").first(where: { $0.hasPrefix(application.listening) }) {
                return String(line.dropFirst(application.listening.count))
            }
            if let status = process.exitStatus {
                let said = lastLines(of: log)
                throw Failure(
                    "\(application.command[0]) ended at its start, \(status)\(said.isEmpty ? "" : ":\n\(said)")",
                    advice: "Its log: \(log)")
            }
            guard ContinuousClock.now < deadline else {
                throw Failure(
                    "\(application.command[0]) has not said in \(patience.seconds) s where it listens",
                    advice: "It must print a line that begins with \"\(application.listening)\". Its log: \(log)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private static func lastLines(of path: String) -> String {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(8).map { "     \($0)" }.joined(separator: "\n")
    }
}
