import Foundation
import ProcessSupervision
import Testing

/// One run of a program, with what it printed.
struct CommandResult: Sendable {
    var status: ProcessSupervision.ExitStatus
    var output: String
    var errors: String

    var lines: [Substring] { output.split(separator: "\n") }
}

/// A program under way. It ends with the tests' process, whatever happens to that.
struct RunningCommand: Sendable {
    let process: SupervisedProcess
    fileprivate let output: URL
    fileprivate let errors: URL

    var pid: Int32 { process.pid }
    var outputSoFar: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }
    var errorsSoFar: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    func result() async -> CommandResult {
        let status = await process.waitForExit()
        return CommandResult(status: status, output: outputSoFar, errors: errorsSoFar)
    }

    /// Waits for a line of standard output that begins so, and returns the rest of it.
    func line(beginning prefix: String) async throws -> String {
        while true {
            if let line = outputSoFar.split(separator: "\n").first(where: { $0.hasPrefix(prefix) }) {
                return String(line.dropFirst(prefix.count))
            }
            if process.exitStatus != nil {
                Issue.record("it ended before it said \(prefix): \(outputSoFar)\n\(errorsSoFar)")
                throw CancellationError()
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}

extension Workplace {
    /// Starts a program in the copied checkout.
    func start(_ executable: String, _ arguments: [String], environment: [String: String] = [:]) throws
        -> RunningCommand
    {
        let id = UUID().uuidString
        let output = folder.appending(path: "\(id).out")
        let errors = folder.appending(path: "\(id).err")
        var launch = SupervisedProcess.Launch(
            executable: executable, arguments: arguments,
            environment: ProcessInfo.processInfo.environment.merging(environment) { $1 })
        launch.workingDirectory = root.path
        launch.standardOutput = .file(output.path, append: false)
        launch.standardError = .file(errors.path, append: false)
        launch.stopSequence = [.init(signal: SIGTERM, grace: .seconds(20))]
        return RunningCommand(process: try SupervisedProcess.start(launch), output: output, errors: errors)
    }

    func startDAL(_ arguments: String..., environment: [String: String] = [:]) throws -> RunningCommand {
        try start(Checkout.dal, arguments, environment: environment)
    }

    /// Runs `dal` to its end.
    func dal(_ arguments: String..., environment: [String: String] = [:]) async throws -> CommandResult {
        try await start(Checkout.dal, arguments, environment: environment).result()
    }
}
