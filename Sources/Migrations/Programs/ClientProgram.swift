import FoundationEssentials
import PostgresDriver
import ProcessSupervision

/// One of PostgreSQL's client programs, such as pg_dump, run to its end. No password is among its arguments.
struct ClientProgram: Sendable {
    /// Its name, for messages.
    let name: String
    /// Where it is.
    let path: String
    /// Where its messages are kept.
    let folder: String
    /// What its failure is to its caller.
    let failure: MigrationError.Code

    /// Runs it.
    /// - Throws: `cancelled`, or the `failure` with what the program said last.
    func run(_ arguments: [String], as configuration: ConnectionConfiguration) async throws(MigrationError) {
        let messages = "\(folder)/\(name).messages"
        let status: ExitStatus
        do {
            var launch = SupervisedProcess.Launch(
                executable: path, arguments: arguments, environment: try await configuration.environment())
            launch.standardOutput = .null
            launch.standardError = .file(messages, append: false)
            let process = try SupervisedProcess.start(launch)
            status = await withTaskCancellationHandler {
                await process.waitForExit()
            } onCancel: {
                // Not structured: a cancellation handler cannot wait. The process is waited for above.
                Task { await process.stop() }
            }
        } catch {
            throw MigrationError(failure, "\(name) could not be started: \(error)")
        }
        if Task.isCancelled { throw .cancelled(while: "running \(name)") }
        guard !status.isSuccess else { return }
        let said = (try? String(contentsOfFile: messages, encoding: .utf8)) ?? ""
        throw MigrationError(
            failure, "\(name) \(status)", advice: said.split(separator: "\n").suffix(5).joined(separator: "\n"))
    }
}
