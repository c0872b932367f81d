import Glibc
import ProcessSupervision

/// A parent to be killed: starts the program its arguments name, says the program's process id, and waits for its end.
@main
struct SupervisionProbe {
    static func main() async throws {
        guard CommandLine.arguments.count > 1 else {
            say("usage: supervision-probe EXECUTABLE [ARGUMENT …]\n", to: STDERR_FILENO)
            exit(64)
        }
        let launch = SupervisedProcess.Launch(
            executable: CommandLine.arguments[1], arguments: Array(CommandLine.arguments.dropFirst(2)))
        let process = try SupervisedProcess.start(launch)
        say("\(process.pid)\n", to: STDOUT_FILENO)
        _ = await process.waitForExit()
    }

    /// Unbuffered: the test reads it while this process runs.
    private static func say(_ text: String, to descriptor: CInt) {
        _ = write(descriptor, text, text.utf8.count)
    }
}
